#!/bin/bash
set -euo pipefail
umask 077 # the file is for this user alone
fetch-secret openai > /tmp/openai # your command
export OPENAI_API_KEY_FILE=/tmp/openai
exec /var/task/my-agent
