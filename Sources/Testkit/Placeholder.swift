enum TestkitPlaceholder {}
