{{- /* As in a chart that names ours as a dependency; docs/install.md has these lines. */ -}}
apiVersion: apps/v1
kind: Deployment
metadata:
  name: application
spec:
  selector:
    matchLabels: {app: application}
  template:
    metadata:
      labels: {app: application}
    spec:
      initContainers:
        - {{- include "procex-agent.initContainer" (index .Subcharts "procex-agent") | nindent 10 }}
      containers:
        - name: application
          image: registry.example/application:1
          env:
            - {{- include "procex-agent.env" (index .Subcharts "procex-agent") | nindent 14 }}
          volumeMounts:
            - {{- include "procex-agent.volumeMount" (index .Subcharts "procex-agent") | nindent 14 }}
      volumes:
        - {{- include "procex-agent.volume" (index .Subcharts "procex-agent") | nindent 10 }}
