-- Which launches fail, why, and in which version of the service?
SELECT "process.executable.name" AS program,
       "error.type" AS error,
       coalesce("service.name", '-') AS service,
       coalesce("service.version", '-') AS version,
       count(*) AS failures
FROM records
WHERE "event.name" = 'launch-failed'
GROUP BY 1, 2, 3, 4
ORDER BY failures DESC
