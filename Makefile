# The commands of this house. Each is a short script under Scripts/ that says what it does.

.PHONY: help setup run test check bench clean

help:
	@echo 'make run     build and serve on http://127.0.0.1:8080 (installs what is missing)'
	@echo 'make test    every test, on SQLite and PostgreSQL and in a real browser'
	@echo 'make check   formatting, the walls between rooms, the city profiles'
	@echo 'make bench   measure it'
	@echo 'make setup   only install what is missing'
	@echo 'make clean   remove what was built (your data in var/ stays)'

# exec: Ctrl-C and termination reach the server itself, which drains.
setup:
	@exec Scripts/setup.sh
run:
	@exec Scripts/run.sh
test:
	@exec Scripts/test.sh
check:
	@exec Scripts/check.sh
bench:
	@exec Scripts/bench.sh
clean:
	@exec Scripts/clean.sh
