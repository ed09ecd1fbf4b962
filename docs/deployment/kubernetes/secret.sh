kubectl create secret generic my-agent \
  --from-file=openai=secrets/openai \
  --from-file=anthropic=secrets/anthropic
