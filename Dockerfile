# The command mediamesh in an image of its own: static, without a shell, not root.
#
#   docker build -t mediamesh .
#   docker run --rm -p 127.0.0.1:9092:9092 mediamesh                  a broker for development
#   docker run --rm -v "$PWD:/work:ro" mediamesh lint                 any other command
#
# In a Compose network, clients reach the broker by its service's name: set
# MEDIAMESH_ADVERTISE=broker:9092.

FROM --platform=$BUILDPLATFORM golang:1.26.8-bookworm AS build
ARG TARGETOS=linux
ARG TARGETARCH=amd64
ARG VERSION=
ARG COMMIT=
ARG DATE=
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN CGO_ENABLED=0 GOOS=$TARGETOS GOARCH=$TARGETARCH go build -trimpath -buildvcs=false \
    -ldflags "-s -w -X github.com/mediamesh/events/internal/cli.releaseVersion=$VERSION -X github.com/mediamesh/events/internal/cli.releaseCommit=$COMMIT -X github.com/mediamesh/events/internal/cli.releaseDate=$DATE" \
    -o /out/mediamesh ./cmd/mediamesh
RUN mkdir -p /out/etc/ssl/certs /out/work /out/tmp && chmod 1777 /out/tmp && \
    cp /etc/ssl/certs/ca-certificates.crt /out/etc/ssl/certs/ && \
    cp LICENSE /out/LICENSE && \
    printf 'mediamesh:x:65532:65532::/work:/sbin/nologin\n' > /out/etc/passwd

FROM scratch
COPY --from=build /out/ /
# Within the container the broker must listen on all addresses; publish its port on 127.0.0.1 only.
ENV MEDIAMESH_LISTEN=0.0.0.0:9092 \
    MEDIAMESH_ADVERTISE=localhost:9092 \
    MEDIAMESH_ALLOW_REMOTE=true
WORKDIR /work
USER 65532:65532
EXPOSE 9092
ENTRYPOINT ["/mediamesh"]
CMD ["broker"]
