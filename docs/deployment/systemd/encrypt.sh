systemd-ask-password -n "Anthropic's API key:" |
  sudo systemd-creds encrypt --name=anthropic - /etc/my-agent/anthropic.cred
