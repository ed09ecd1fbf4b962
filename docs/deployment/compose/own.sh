sudo chown 10001:10001 secrets/openai
sudo chmod 400 secrets/openai
