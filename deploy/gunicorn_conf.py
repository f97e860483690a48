"""The web processes in production: `gunicorn --config deploy/gunicorn_conf.py`."""

wsgi_app = "wsgi:app"
bind = "127.0.0.1:8000"
worker_class = "gthread"
workers = 2  # about one for each processor
threads = 8  # DATABASE_POOL should not be smaller
timeout = 60
graceful_timeout = 30
control_socket_disable = True
