-- Who has launched a shell?
SELECT coalesce("service.name", '-') AS service,
       coalesce("code.function.name", '-') AS caller,
       "process.executable.path" AS program,
       count(*) AS launches
FROM records
WHERE "event.name" = 'launch'
  AND "process.executable.name" IN ('sh', 'bash', 'dash', 'ash', 'ksh', 'zsh', 'csh', 'tcsh', 'fish')
GROUP BY 1, 2, 3
ORDER BY launches DESC
