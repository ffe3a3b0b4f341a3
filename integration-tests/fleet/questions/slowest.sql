-- Which programs take longest, from launch to exit? In nanoseconds.
SELECT "process.executable.name" AS program,
       count(*) AS children,
       max("procex.duration") AS longest,
       CAST(sum("procex.duration") AS BIGINT) AS total
FROM records
WHERE "event.name" = 'exit' AND "procex.duration" IS NOT NULL
GROUP BY 1
ORDER BY total DESC
