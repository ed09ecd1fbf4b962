docker run --rm \
  --user "$(id -u):$(id -g)" \
  --volume "$PWD/secrets/openai:/run/secrets/openai:ro" \
  --env OPENAI_API_KEY_FILE=/run/secrets/openai \
  --volume "$PWD/secrets/anthropic:/run/secrets/anthropic:ro" \
  my-agent
