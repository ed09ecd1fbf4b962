"""Google's own client, for the scripts of the tests: each line of the input is one, as a text in JSON, and what it leaves
in `result` is a line of the output. Importing it takes seconds, so that one process runs all of them.
"""
import json
import os
import sys
import traceback
import warnings

warnings.simplefilter("ignore")
import google.auth
import google.auth.iam
import google.oauth2.credentials
from google.cloud import kms_v1, secretmanager_v1

URL = os.environ["URL"]
AGENT = "serviceAccount:agent@agents-prod.iam.gserviceaccount.com"


def client(credentials=None):
    return secretmanager_v1.SecretManagerServiceClient(
        credentials=credentials, transport="rest", client_options={"api_endpoint": URL}
    )


ADMINISTRATOR = client(google.oauth2.credentials.Credentials("token-of-the-administrator"))


def administrator():
    return ADMINISTRATOR


KEYS = kms_v1.KeyManagementServiceClient(
    credentials=google.oauth2.credentials.Credentials("token-of-the-administrator"),
    transport="rest",
    client_options={"api_endpoint": URL},
)


def create_key(name, decrypters=(AGENT,), encrypters=()):
    """A key of Cloud KMS; its name."""
    ring = KEYS.create_key_ring(
        request={"parent": "projects/agents-prod/locations/europe-west3", "key_ring_id": "ring", "key_ring": {}}
    ).name
    purpose = kms_v1.CryptoKey.CryptoKeyPurpose.ENCRYPT_DECRYPT
    key = KEYS.create_crypto_key(request={"parent": ring, "crypto_key_id": name, "crypto_key": {"purpose": purpose}}).name
    bindings = [
        {"role": "roles/cloudkms.cryptoKeyDecrypter", "members": list(decrypters)},
        {"role": "roles/cloudkms.cryptoKeyEncrypter", "members": list(encrypters)},
    ]
    KEYS.set_iam_policy(request={"resource": key, "policy": {"bindings": bindings}})
    return key


def create(name, *values, parent="projects/agents-prod", accessors=(AGENT,)):
    """A secret with these versions, which these may read; its name."""
    request = {"parent": parent, "secret_id": name, "secret": {"replication": {"automatic": {}}}}
    secret = ADMINISTRATOR.create_secret(request=request).name
    for value in values:
        data = value if isinstance(value, bytes) else value.encode()
        ADMINISTRATOR.add_secret_version(request={"parent": secret, "payload": {"data": data}})
    binding = {"role": "roles/secretmanager.secretAccessor", "members": list(accessors)}
    ADMINISTRATOR.set_iam_policy(request={"resource": secret, "policy": {"bindings": [binding]}})
    return secret


surroundings = dict(os.environ)
for line in sys.stdin:
    names = dict(globals(), result=None)
    try:
        exec(json.loads(line), names)
        said = {"result": names["result"]}
    except Exception:
        said = {"error": traceback.format_exc()}
    os.environ.clear()
    os.environ.update(surroundings)
    print(json.dumps(said, default=str), flush=True)
