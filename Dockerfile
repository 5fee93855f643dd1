# Giao Ban in one static binary. web/dist is committed, so Go is all that the build needs.
FROM golang:1.26-bookworm AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN CGO_ENABLED=0 go build -trimpath -ldflags='-s -w' -o /giaoban ./cmd/giaoban && mkdir /data

FROM scratch
COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/
COPY --from=build /giaoban /giaoban
COPY --from=build --chown=65532:65532 /data /data
USER 65532:65532
VOLUME /data
# 8080: pages and sockets. 7000: media, UDP and TCP.
EXPOSE 8080 7000/udp 7000/tcp
ENV GIAOBAN_LISTEN=:8080 GIAOBAN_DATA=/data GIAOBAN_MEDIA=:7000
HEALTHCHECK --interval=10s --timeout=3s --start-period=5s CMD ["/giaoban", "healthy"]
ENTRYPOINT ["/giaoban"]
CMD ["serve"]
