-- DuckDB: all records as a table. The columns are named, so that no file is read twice; a line that is cut off is left out.
CREATE VIEW records AS
SELECT * FROM read_json('s3://records/json/*/*/*/*.json.gz',
  format = 'newline_delimited', ignore_errors = true, hive_partitioning = true, columns = {
    'time': 'TIMESTAMP',
    'event.name': 'VARCHAR',
    'procex.process.id': 'VARCHAR',
    'process.executable.path': 'VARCHAR',
    'process.executable.name': 'VARCHAR',
    'procex.duration': 'BIGINT',
    'procex.descriptors.inheritable': 'BIGINT',
    'error.type': 'VARCHAR',
    'code.function.name': 'VARCHAR',
    'service.name': 'VARCHAR',
    'service.version': 'VARCHAR'
  });
