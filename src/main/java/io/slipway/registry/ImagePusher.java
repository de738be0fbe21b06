package io.slipway.registry;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.slipway.core.value.Digest;
import io.slipway.core.value.RegistryAccess;
import io.slipway.core.value.RegistryFailure;
import io.slipway.registry.RegistryRequests.Exchange;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Puts images into a registry. What is there already is not sent again, so pushing the same twice
 * costs a few small requests. Blocks; never throws for what a registry does.
 */
public final class ImagePusher {
  private static final JsonMapper JSON = new JsonMapper();
  private static final byte[] CONFIG =
      """
      {"architecture":"amd64","config":{},"os":"linux","rootfs":{"diff_ids":[],"type":"layers"}}"""
          .getBytes(StandardCharsets.UTF_8);

  private final RegistryLimits limits;
  private final HttpClients clients;
  private final RegistryRequests requests;

  public ImagePusher(Vertx vertx) {
    this(vertx, RegistryLimits.DEFAULT);
  }

  public ImagePusher(Vertx vertx, RegistryLimits limits) {
    this.limits = limits;
    this.clients = new HttpClients(vertx, limits);
    var transport = new HttpTransport(limits, new ProxyChoice(System.getenv()));
    this.requests = new RegistryRequests(transport, limits);
  }

  /** Answer to {@link #push}. */
  public sealed interface Pushed {
    /**
     * @param reference {@code host/path:tag}
     * @param changed false when the tag already meant this image
     */
    record Done(String reference, Digest digest, boolean changed) implements Pushed {}

    record Failed(RegistryFailure failure) implements Pushed {}
  }

  /**
   * @param access its {@code repo} is the repository to push to
   * @param layers bottom first, tar archives as stored; an image of the OCI form is made of them
   */
  public Pushed push(RegistryAccess access, String tag, List<byte[]> layers) {
    Session session;
    try {
      session = Session.open(clients, access, RepositoryName.parse(access.repo()));
    } catch (RegistryException e) {
      return new Pushed.Failed(e.failure());
    }
    try {
      var exchange = new Exchange(session, Deadline.in(limits.call()), "pull,push");
      return push(exchange, tag, layers);
    } catch (RegistryException e) {
      return new Pushed.Failed(session.shown(e));
    }
  }

  private Pushed push(Exchange exchange, String tag, List<byte[]> layers) throws RegistryException {
    var manifest = manifest(layers);
    var digest = Manifest.digest(manifest);
    var reference = exchange.session().repository().tagged(tag);
    if (isThere(exchange, "manifests/" + tag, digest)) {
      return new Pushed.Done(reference, digest, false);
    }
    for (var layer : layers) {
      blob(exchange, layer);
    }
    blob(exchange, CONFIG);
    put(exchange, exchange.session().url("manifests/" + tag), MediaTypes.OCI_MANIFEST, manifest);
    return new Pushed.Done(reference, digest, true);
  }

  private static byte[] manifest(List<byte[]> layers) {
    var json = JSON.createObjectNode();
    json.put("schemaVersion", 2).put("mediaType", MediaTypes.OCI_MANIFEST);
    json.set("config", descriptor(MediaTypes.OCI_CONFIG, CONFIG));
    var list = json.putArray("layers");
    layers.forEach(layer -> list.add(descriptor(MediaTypes.OCI_LAYER_GZIP, layer)));
    return json.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static com.fasterxml.jackson.databind.node.ObjectNode descriptor(
      String type, byte[] content) {
    return JSON.createObjectNode()
        .put("mediaType", type)
        .put("digest", Manifest.digest(content).value())
        .put("size", content.length);
  }

  /** Registries name the digest of what a HEAD would have given. */
  private boolean isThere(Exchange exchange, String what, Digest digest) throws RegistryException {
    var head =
        new HttpCall(
            HttpMethod.HEAD,
            exchange.session().url(what),
            Map.of("Accept", MediaTypes.ACCEPT),
            Buffer.buffer());
    return requests.send(
        exchange,
        head,
        answer ->
            answer.isSuccess() && answer.header("Docker-Content-Digest").equals(digest.value()));
  }

  private void blob(Exchange exchange, byte[] content) throws RegistryException {
    var digest = Manifest.digest(content);
    if (isThere(exchange, "blobs/" + digest, digest)) {
      return;
    }
    var start =
        new HttpCall(
            HttpMethod.POST,
            exchange.session().url("blobs/uploads/"),
            Map.of("Content-Length", "0"),
            Buffer.buffer());
    var location = requests.send(exchange, start, answer -> uploadLocation(exchange, answer));
    var mark = location.contains("?") ? "&" : "?";
    put(exchange, location + mark + "digest=" + digest, "application/octet-stream", content);
  }

  private static String uploadLocation(Exchange exchange, HttpAnswer answer)
      throws java.io.IOException, RegistryException {
    if (!answer.isSuccess()) {
      throw answer.failure();
    }
    var url = RegistryRequests.resolve(answer.call(), answer.header("Location")).toString();
    if (!url.startsWith(exchange.session().origin() + "/")) {
      throw RegistryException.malformed(answer.call() + ": upload to another host");
    }
    return url;
  }

  private void put(Exchange exchange, String url, String type, byte[] content)
      throws RegistryException {
    var call =
        new HttpCall(HttpMethod.PUT, url, Map.of("Content-Type", type), Buffer.buffer(content));
    requests.send(
        exchange,
        call,
        answer -> {
          if (!answer.isSuccess()) {
            throw answer.failure();
          }
          return answer.status();
        });
  }

  /** Pushes several images; stops at the first that fails. */
  List<Pushed> pushAll(List<Image> images) {
    var pushed = new ArrayList<Pushed>();
    for (var image : images) {
      var one = push(image.access(), image.tag(), image.layers());
      pushed.add(one);
      if (one instanceof Pushed.Failed) {
        return pushed;
      }
    }
    return pushed;
  }

  /** An image and where it goes. */
  record Image(RegistryAccess access, String tag, List<byte[]> layers) {}
}
