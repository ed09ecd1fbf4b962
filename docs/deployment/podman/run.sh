podman run --rm \
  --user 10001:10001 \
  --secret openai,uid=10001,mode=0400 \
  --secret anthropic,uid=10001,mode=0400 \
  my-agent
