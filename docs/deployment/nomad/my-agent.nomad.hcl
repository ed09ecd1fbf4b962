job "my-agent" {
  group "my-agent" {
    task "my-agent" {
      driver = "docker"
      user   = "10001"

      config {
        image = "my-agent"

        mount {
          type     = "bind"
          source   = "secrets/openai" # in the directory of the task
          target   = "/run/secrets/openai"
          readonly = true
        }
      }

      template {
        data        = "{{ with nomadVar \"nomad/jobs/my-agent\" }}{{ .openai }}{{ end }}"
        destination = "secrets/openai"
      }

      template {
        data        = "ANTHROPIC_API_KEY={{ with nomadVar \"nomad/jobs/my-agent\" }}{{ .anthropic }}{{ end }}"
        destination = "secrets/my-agent.env"
        env         = true
      }
    }
  }
}
