"""A receiver of OTLP over HTTP and protobuf, on the generated messages of its own project.

usage: receiver.py DIRECTORY PORT

Each export is a line of DIRECTORY/received.jsonl, and its bytes are added to DIRECTORY/received.raw.
"""
import gzip
import json
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from google.protobuf.json_format import MessageToDict
from opentelemetry.proto.collector.logs.v1 import logs_service_pb2 as logs
from opentelemetry.proto.collector.metrics.v1 import metrics_service_pb2 as metrics
from opentelemetry.proto.collector.trace.v1 import trace_service_pb2 as traces

MESSAGES = {
    "/v1/logs": ("logs", logs.ExportLogsServiceRequest, logs.ExportLogsServiceResponse),
    "/v1/metrics": ("metrics", metrics.ExportMetricsServiceRequest, metrics.ExportMetricsServiceResponse),
    "/v1/traces": ("traces", traces.ExportTraceServiceRequest, traces.ExportTraceServiceResponse),
}
directory, port = sys.argv[1], int(sys.argv[2])
one_at_a_time = threading.Lock()


class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"]))
        if self.headers.get("content-encoding") == "gzip":
            body = gzip.decompress(body)
        if self.path not in MESSAGES or self.headers.get("content-type") != "application/x-protobuf":
            self.send_error(415)
            return
        kind, request, response = MESSAGES[self.path]
        # Raises, and so answers nothing, if these are not the bytes of such a message.
        line = json.dumps({"kind": kind, "body": MessageToDict(request.FromString(body))})
        with one_at_a_time:
            with open(directory + "/received.raw", "ab") as raw:
                raw.write(body)
            with open(directory + "/received.jsonl", "a") as lines:
                lines.write(line + "\n")
        answer = response().SerializeToString()
        self.send_response(200)
        self.send_header("content-type", "application/x-protobuf")
        self.send_header("content-length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_):
        pass


ThreadingHTTPServer(("127.0.0.1", port), Handler).serve_forever()
