# An example image of the service: one image for the API and for workers, see compose.yaml.
# Build it in the project's folder: docker build -t strongstride .

FROM python:3.11-slim-bookworm AS build
WORKDIR /build
# Every file is checked against its hash in the lock, also those that only tests need; what the service
# itself needs is then installed from these files alone.
COPY requirements.lock ./
RUN python -m pip download --no-cache-dir --disable-pip-version-check --require-hashes \
      -r requirements.lock -d wheels
COPY pyproject.toml README.md LICENSE ./
COPY solver solver
COPY api api
COPY scenarios scenarios
RUN python -m venv tools \
 && tools/bin/pip install --no-cache-dir --disable-pip-version-check --no-index --find-links wheels \
      "$(sed -n 's/^requires = \["\(hatchling==[^"]*\)"\]$/\1/p' pyproject.toml)" \
 && tools/bin/pip wheel --no-cache-dir --disable-pip-version-check --no-deps --no-build-isolation -w dist . \
 && python -m venv /opt/strongstride \
 && /opt/strongstride/bin/pip install --no-cache-dir --disable-pip-version-check --no-index \
      --find-links wheels dist/*.whl

FROM python:3.11-slim-bookworm
RUN groupadd --system --gid 10001 strongstride \
 && useradd --system --uid 10001 --gid 10001 --create-home --home-dir /home/strongstride strongstride \
 && install -d -o strongstride -g strongstride -m 700 /data
COPY --from=build /opt/strongstride /opt/strongstride
ENV PATH=/opt/strongstride/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    STRONGSTRIDE_DATA_DIR=/data \
    STRONGSTRIDE_HOST=0.0.0.0
USER 10001:10001
WORKDIR /home/strongstride
VOLUME /data
EXPOSE 8000
# Ends within seconds; what was accepted is finished by the next start.
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s --retries=3 \
  CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/healthz', timeout=2)"]
ENTRYPOINT ["strongstride"]
CMD ["serve"]
