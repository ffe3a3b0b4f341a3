-- Which children have outlived their JVM, or have no record of their exit for another reason?
SELECT coalesce("service.name", '-') AS service,
       "process.executable.name" AS program,
       count(*) AS children
FROM records AS launched
WHERE "event.name" = 'launch'
  AND NOT EXISTS (
    SELECT 1 FROM records AS ended
    WHERE ended."event.name" = 'exit' AND ended."procex.process.id" = launched."procex.process.id")
GROUP BY 1, 2
ORDER BY children DESC
