"""Google Secret Manager and Cloud KMS, and what gives their tokens: of a login, of another issuer's token, of an account that is
impersonated, and the metadata server. Google's own client takes it for the real one.

usage: server.py DIRECTORY PORT

DIRECTORY/key.json is the key of a service account, as Google writes it. Each request is a line of
DIRECTORY/requests.jsonl. It ends when its standard input does.
"""
import base64
import collections
import json
import os
import re
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import google_crc32c
from cryptography.hazmat.primitives import serialization
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from google.auth import jwt

DIRECTORY, PORT = sys.argv[1], int(sys.argv[2])
URL = f"http://127.0.0.1:{PORT}"
SCOPE = "https://www.googleapis.com/auth/cloud-platform"
# Of a token that is good for impersonating alone; who has one is marked.
IAM_SCOPE = "https://www.googleapis.com/auth/iam"
PROJECTS = {"agents-prod": "123456789012", "agents-test": "210987654321"}
AGENT = "agent@agents-prod.iam.gserviceaccount.com"
OTHER = "other@agents-prod.iam.gserviceaccount.com"
ADMINISTRATOR = "administrator"
ACCESSOR = "roles/secretmanager.secretAccessor"
AUDIENCE = f"//iam.googleapis.com/projects/{PROJECTS['agents-prod']}/locations/global/workloadIdentityPools/pool/providers/issuer"

lock = threading.RLock()
# By name: versions, policy, aliases.
secrets = {}
# By name: the versions of a key of Cloud KMS, and who may decrypt and encrypt.
kms_keys = {}
# Who has a token, and until when.
tokens = {"token-of-the-administrator": (ADMINISTRATOR, float("inf"))}
# Who may have tokens of an account.
creators = {AGENT: {"user:ada", "principal:subject", OTHER}}
# How many requests there are now, by the project that they are counted for.
busy = collections.Counter()


def write_key():
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    pem = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    public = key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    path = DIRECTORY + "/key.json"
    account = {
        "type": "service_account",
        "project_id": "agents-prod",
        "private_key_id": "key-of-the-test",
        "private_key": pem.decode(),
        "client_email": AGENT,
        "client_id": "1",
        "token_uri": "https://oauth2.googleapis.com/token",
    }
    with open(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600), "w") as file:
        json.dump(account, file)
    return public.decode()


PUBLIC_KEY = write_key()


class Refusal(Exception):
    def __init__(self, code, status, message, *details):
        super().__init__(message)
        self.code = code
        self.body = {"error": {"code": code, "message": message, "status": status}}
        if details:
            self.body["error"]["details"] = list(details)


class OAuthRefusal(Exception):
    def __init__(self, code, error):
        super().__init__(error)
        self.code = code
        self.body = {"error": error, "error_description": "of the test"}


def issue(who, seconds):
    token = f"token-{len(tokens)}-{base64.urlsafe_b64encode(os.urandom(24)).decode()}"
    tokens[token] = (who, time.time() + seconds)
    return token


def principal(headers):
    """Who asks: by a token that was issued, or that the key of the account signed."""
    scheme, _, token = headers.get("Authorization", "").partition(" ")
    if scheme == "Bearer" and token in tokens:
        who, end = tokens[token]
        if time.time() < end:
            return who
    elif scheme == "Bearer" and token.count(".") == 2:
        try:
            # Raises if it is of another key, or not of this time.
            claims = jwt.decode(token, certs=PUBLIC_KEY)
        except ValueError:
            claims = {}
        is_for_it = claims.get("scope") == SCOPE or claims.get("aud", "").startswith("https://secretmanager.")
        if is_for_it and claims["iss"] == claims["sub"] == AGENT and claims["exp"] - claims["iat"] <= 3600:
            return AGENT
    raise Refusal(401, "UNAUTHENTICATED", "Request had invalid authentication credentials.")


def with_number(name):
    """The name as Google answers it: with the number of the project."""
    parts = name.split("/")
    parts[1] = PROJECTS.get(parts[1], parts[1])
    return "/".join(parts)


def found(name):
    if with_number(name) not in secrets:
        raise Refusal(404, "NOT_FOUND", f"Secret [{with_number(name)}] not found or has no versions.")
    return secrets[with_number(name)]


def version_of(secret, name, word):
    versions = secret["versions"]
    number = {"latest": str(len(versions)), **secret["aliases"]}.get(word, word)
    if not number.isdigit() or not 1 <= int(number) <= len(versions):
        raise Refusal(404, "NOT_FOUND", f"Secret Version [{with_number(name)}/versions/{word}] not found.")
    return int(number), versions[int(number) - 1]


def described(name, number, version):
    return {"name": f"{with_number(name)}/versions/{number}", "state": version["state"], "createTime": "2026-01-01T00:00:00Z"}


def access(who, name, word):
    denied = Refusal(
        403,
        "PERMISSION_DENIED",
        f"Permission 'secretmanager.versions.access' denied for resource '{name}/versions/{word}' (or it may not exist).",
        {"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": "IAM_PERMISSION_DENIED", "domain": "iam.googleapis.com"},
    )
    if name.split("/")[1] not in [*PROJECTS, *PROJECTS.values()]:
        raise denied
    secret = found(name)
    if who != ADMINISTRATOR and f"serviceAccount:{who}" not in secret["accessors"] and who not in secret["accessors"]:
        raise denied
    number, version = version_of(secret, name, word)
    if version["state"] != "ENABLED":
        raise Refusal(400, "FAILED_PRECONDITION", f"Secret Version [{with_number(name)}/versions/{number}] is in {version['state']} state.")
    data = version["data"]
    payload = {"data": base64.b64encode(data).decode(), "dataCrc32c": str(google_crc32c.value(data))}
    return {"name": f"{with_number(name)}/versions/{number}", "payload": payload}


RING = r"projects/[^/]+/locations/[^/]+/keyRings/[^/]+"
KEY = f"({RING}/cryptoKeys/[^/:]+)"


def use_key(who, name, operation, body):
    """What a key of Cloud KMS makes of bytes; the first byte of a ciphertext is the version's number."""
    key = kms_keys.get(name)
    if key is None or who != ADMINISTRATOR and f"serviceAccount:{who}" not in key[operation]:
        raise Refusal(
            403, "PERMISSION_DENIED", f"Permission 'cloudkms.cryptoKeyVersions.useTo{operation}' denied on resource '{name}' (or it may not exist)."
        )
    asked, answered = ("ciphertext", "plaintext") if operation == "decrypt" else ("plaintext", "ciphertext")
    data = base64.b64decode(body[asked])
    sum = body.get(asked + "Crc32c")
    if sum is not None and int(sum) != google_crc32c.value(data):
        raise Refusal(400, "INVALID_ARGUMENT", "The checksum does not match.")
    number = (data[0] if data else 0) if operation == "decrypt" else len(key["versions"])
    if not 1 <= number <= len(key["versions"]):
        raise Refusal(400, "INVALID_ARGUMENT", "Decryption failed: the ciphertext is invalid.")
    version = key["versions"][number - 1]
    if version["state"] != "ENABLED":
        raise Refusal(400, "FAILED_PRECONDITION", f"{name}/cryptoKeyVersions/{number} is not enabled, current state is: {version['state']}.")
    aead = AESGCM(version["key"])
    if operation == "encrypt":
        nonce = os.urandom(12)
        made = bytes([number]) + nonce + aead.encrypt(nonce, data, name.encode())
    else:
        try:
            made = aead.decrypt(data[1:13], data[13:], name.encode())
        except (InvalidTag, ValueError):
            raise Refusal(400, "INVALID_ARGUMENT", "Decryption failed: the ciphertext is invalid.")
    return {
        "name": f"{name}/cryptoKeyVersions/{number}",
        answered: base64.b64encode(made).decode(),
        answered + "Crc32c": str(google_crc32c.value(made)),
    }


def manage_keys(method, path, query, body):
    if method == "POST" and (m := re.fullmatch(r"/v1/(projects/[^/]+/locations/[^/]+)/keyRings", path)):
        return {"name": f"{m[1]}/keyRings/{query['keyRingId'][0]}"}
    if method == "POST" and (m := re.fullmatch(f"/v1/({RING})/cryptoKeys", path)):
        name = f"{m[1]}/cryptoKeys/{query['cryptoKeyId'][0]}"
        kms_keys[name] = {"versions": [{"key": os.urandom(32), "state": "ENABLED"}], "decrypt": [], "encrypt": []}
        return {"name": name, "purpose": "ENCRYPT_DECRYPT"}
    if method == "PATCH" and (m := re.fullmatch(f"/v1/{KEY}/cryptoKeyVersions/([0-9]+)", path)):
        kms_keys[m[1]]["versions"][int(m[2]) - 1]["state"] = body["state"]
        return {"name": path[4:], "state": body["state"]}
    if method == "POST" and (m := re.fullmatch(f"/v1/{KEY}:setIamPolicy", path)):
        for one in body["policy"]["bindings"]:
            word = {"roles/cloudkms.cryptoKeyDecrypter": "decrypt", "roles/cloudkms.cryptoKeyEncrypter": "encrypt"}[one["role"]]
            kms_keys[m[1]][word] = one.get("members", [])
        return {"bindings": body["policy"]["bindings"]}
    return None


NAME = r"(projects/[^/]+(?:/locations/[^/]+)?/secrets/[^/:]+)"


def manage(method, path, query, body):
    """What only the administrator does."""
    if "/keyRings" in path and (done := manage_keys(method, path, query, body)):
        return done
    if method == "POST" and (m := re.fullmatch(r"/v1/(projects/[^/]+(?:/locations/[^/]+)?)/secrets", path)):
        name = with_number(f"{m[1]}/secrets/{query['secretId'][0]}")
        secrets[name] = {"versions": [], "accessors": [], "aliases": {}}
        return {"name": name}
    if method == "POST" and (m := re.fullmatch(f"/v1/{NAME}:addVersion", path)):
        versions = found(m[1])["versions"]
        data = base64.b64decode(body["payload"].get("data", ""))
        versions.append({"data": data, "state": "ENABLED"})
        return described(m[1], len(versions), versions[-1])
    if method == "POST" and (m := re.fullmatch(f"/v1/{NAME}/versions/(\\w+):(enable|disable|destroy)", path)):
        number, version = version_of(found(m[1]), m[1], m[2])
        version["state"] = {"enable": "ENABLED", "disable": "DISABLED", "destroy": "DESTROYED"}[m[3]]
        return described(m[1], number, version)
    if method == "POST" and (m := re.fullmatch(f"/v1/{NAME}:setIamPolicy", path)):
        bindings = body["policy"]["bindings"]
        found(m[1])["accessors"] = [member for one in bindings if one["role"] == ACCESSOR for member in one.get("members", ())]
        return {"bindings": bindings}
    if method == "PATCH" and (m := re.fullmatch(f"/v1/{NAME}", path)):
        found(m[1])["aliases"] = {alias: str(number) for alias, number in body["versionAliases"].items()}
        return {"name": with_number(m[1])}
    raise Refusal(404, "NOT_FOUND", "Not found.")


def login(form):
    """Of a person (RFC 6749, section 6)."""
    if form.get("grant_type") != "refresh_token":
        raise OAuthRefusal(400, "unsupported_grant_type")
    if (form.get("client_id"), form.get("client_secret")) != ("client-of-the-test", "secret-of-the-client"):
        raise OAuthRefusal(401, "invalid_client")
    if form.get("refresh_token") != "login-of-ada":
        raise OAuthRefusal(400, "invalid_grant")
    return {"access_token": issue("user:ada", 3600), "expires_in": 3599, "token_type": "Bearer", "scope": SCOPE}


def exchange(form):
    """Of another issuer's token (RFC 8693)."""
    expected = {
        "grant_type": "urn:ietf:params:oauth:grant-type:token-exchange",
        "requested_token_type": "urn:ietf:params:oauth:token-type:access_token",
        "subject_token_type": "urn:ietf:params:oauth:token-type:jwt",
    }
    is_for_iam = form.get("scope") == IAM_SCOPE
    if any(form.get(name) != value for name, value in expected.items()) or not (is_for_iam or form.get("scope") == SCOPE):
        raise OAuthRefusal(400, "invalid_request")
    if form.get("audience") != AUDIENCE:
        raise OAuthRefusal(400, "invalid_target")
    if form.get("subject_token") != "token-of-the-issuer":
        raise OAuthRefusal(400, "invalid_grant")
    return {
        "access_token": issue("principal:subject" + ("+iam" if is_for_iam else ""), 3600),
        "issued_token_type": "urn:ietf:params:oauth:token-type:access_token",
        "token_type": "Bearer",
        "expires_in": 3600,
    }


def impersonate(who, account, body):
    if who.removesuffix("+iam") not in creators.get(account, ()):
        raise Refusal(403, "PERMISSION_DENIED", "Permission 'iam.serviceAccounts.getAccessToken' denied on resource (or it may not exist).")
    if body.get("scope") != [SCOPE] or not re.fullmatch(r"\d+s", body.get("lifetime", "")):
        raise Refusal(400, "INVALID_ARGUMENT", "Request contains an invalid argument.")
    seconds = int(body["lifetime"][:-1])
    end = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() + seconds))
    return {"accessToken": issue(account, seconds), "expireTime": end}


METADATA = "/computeMetadata/v1/"


def metadata(path, query):
    if path == "/":
        return "computeMetadata/"
    if path == METADATA + "project/project-id":
        return "agents-prod"
    if path == METADATA + "instance/service-accounts/default/":
        return {"aliases": ["default"], "email": AGENT, "scopes": [SCOPE]}
    if path == METADATA + "instance/service-accounts/default/token":
        return {"access_token": issue(AGENT, 3600), "expires_in": 3599, "token_type": "Bearer"}
    raise Refusal(404, "NOT_FOUND", "Not found.")


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # Head and body are two writes.
    disable_nagle_algorithm = True

    def answer(self):
        quota_project = self.headers.get("x-goog-user-project")
        with lock:
            busy[quota_project] += 1
            at_once = busy[quota_project]
        url = urlsplit(self.path)
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        is_of_metadata = url.path == "/" or url.path.startswith(METADATA)
        who = None
        code = 200
        try:
            if is_of_metadata:
                if self.headers.get("Metadata-Flavor") != "Google":
                    raise Refusal(403, "PERMISSION_DENIED", "Missing Metadata-Flavor:Google header.")
                answer = metadata(url.path, parse_qs(url.query))
            elif self.command == "POST" and url.path in ("/token", "/v1/token"):
                form = {name: values[0] for name, values in parse_qs(body.decode()).items()}
                answer = (login if url.path == "/token" else exchange)(form)
            else:
                who = principal(self.headers)
                answer = self.of_api(who, url, json.loads(body or b"{}"))
        except (Refusal, OAuthRefusal) as refusal:
            code, answer = refusal.code, refusal.body
        with lock:
            line = {
                "method": self.command,
                "path": url.path,
                "who": who,
                "quota_project": quota_project,
                "at_once": at_once,
            }
            with open(DIRECTORY + "/requests.jsonl", "a") as lines:
                lines.write(json.dumps(line) + "\n")
            busy[quota_project] -= 1
        is_text = isinstance(answer, str)
        content = answer.encode() if is_text else json.dumps(answer, indent=2).encode()
        self.send_response(code)
        self.send_header("Content-Type", "text/html" if is_text else "application/json; charset=UTF-8")
        if is_of_metadata:
            self.send_header("Metadata-Flavor", "Google")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def of_api(self, who, url, body):
        if m := re.fullmatch(r"/v1/projects/-/serviceAccounts/([^/:]+):generateAccessToken", url.path):
            with lock:
                return impersonate(who, m[1], body)
        if self.command == "GET" and (m := re.fullmatch(f"/v1/{NAME}/versions/([\\w-]+):access", url.path)):
            if m[1].rsplit("/", 1)[1].startswith("slow"):
                time.sleep(0.05)
            with lock:
                return access(who, m[1], m[2])
        if self.command == "POST" and (m := re.fullmatch(f"/v1/{KEY}:(decrypt|encrypt)", url.path)):
            with lock:
                return use_key(who, m[1], m[2], body)
        if who != ADMINISTRATOR:
            raise Refusal(403, "PERMISSION_DENIED", "Permission denied.")
        with lock:
            return manage(self.command, url.path, parse_qs(url.query), body)

    do_GET = do_POST = do_PATCH = answer

    def log_message(self, *_):
        pass


class Server(ThreadingHTTPServer):
    request_queue_size = 128


threading.Thread(target=lambda: (sys.stdin.read(), os._exit(0)), daemon=True).start()
Server(("127.0.0.1", PORT), Handler).serve_forever()
