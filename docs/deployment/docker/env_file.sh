docker run --rm --env-file my-agent.env \
  --volume "$PWD/secrets/anthropic:/run/secrets/anthropic:ro" \
  my-agent
