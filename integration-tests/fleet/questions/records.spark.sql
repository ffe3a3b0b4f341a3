-- Apache Spark: all records as a table. The columns are named, so that no file is read twice; a line that is cut off is empty.
CREATE TEMPORARY VIEW records (
    "time" TIMESTAMP,
    "event.name" STRING,
    "procex.process.id" STRING,
    "process.executable.path" STRING,
    "process.executable.name" STRING,
    "procex.duration" BIGINT,
    "procex.descriptors.inheritable" BIGINT,
    "error.type" STRING,
    "code.function.name" STRING,
    "service.name" STRING,
    "service.version" STRING,
    "service" STRING,
    "date" DATE,
    "host" STRING)
USING json OPTIONS (path 's3a://records/json');
