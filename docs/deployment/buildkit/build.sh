docker build --secret id=openai,src=secrets/openai .
