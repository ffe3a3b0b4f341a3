-- At how many launches would descriptors have leaked into a plain fork, and how many at most?
SELECT coalesce("service.name", '-') AS service,
       count(*) AS launches,
       max("procex.descriptors.inheritable") AS most
FROM records
WHERE "event.name" = 'launch' AND "procex.descriptors.inheritable" > 0
GROUP BY 1
ORDER BY launches DESC
