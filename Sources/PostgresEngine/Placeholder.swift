enum PostgresEnginePlaceholder {}
