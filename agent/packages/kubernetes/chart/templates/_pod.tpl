{{/*
Parts of a pod, for charts that name this one as a dependency:
  initContainers: [{{ include "procex-agent.initContainer" .Subcharts }}] and so on; see docs/install.md.
*/}}
{{- define "procex-agent.image" -}}
{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}
{{- end }}

{{- define "procex-agent.initContainer" -}}
name: procex-agent
image: {{ include "procex-agent.image" . | quote }}
imagePullPolicy: {{ .Values.image.pullPolicy }}
args: [cp, /procex-agent.jar, /target/]
resources:
  requests: {cpu: 10m, memory: 8Mi}
  limits: {memory: 16Mi}
securityContext:
  allowPrivilegeEscalation: false
  capabilities: {drop: [ALL]}
  readOnlyRootFilesystem: true
  runAsNonRoot: true
  seccompProfile: {type: RuntimeDefault}
volumeMounts:
  - name: procex-agent
    mountPath: /target
{{- end }}

{{- define "procex-agent.volume" -}}
name: procex-agent
emptyDir: {sizeLimit: 16Mi}
{{- end }}

{{- define "procex-agent.volumeMount" -}}
name: procex-agent
mountPath: /opt/procex-agent
readOnly: true
{{- end }}

{{- define "procex-agent.env" -}}
name: JAVA_TOOL_OPTIONS
value: "-javaagent:/opt/procex-agent/procex-agent.jar{{ if .Values.options }}={{ .Values.options }}{{ end }}"
{{- end }}
