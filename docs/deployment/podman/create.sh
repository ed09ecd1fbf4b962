podman secret create openai secrets/openai
podman secret create anthropic secrets/anthropic
