package io.github.camelfastspring.benchmarks.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import java.util.function.Consumer;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.StringEntity;

import io.github.camelfastspring.benchmarks.Tls;

/** HttpClient 5 with a pool and Jackson, without Camel: what a call costs at least. */
public final class RawPath implements CallPath {

    private final CloseableHttpClient client;
    private final String url;
    private final boolean tree;
    private final ObjectMapper json = new ObjectMapper();
    private final String authorization = "Basic "
            + Base64.getEncoder()
                    .encodeToString((Contexts.USERNAME + ":" + Contexts.PASSWORD).getBytes(StandardCharsets.UTF_8));

    /** @param tree whether answers are read as a tree of Jackson's, else as a map */
    public RawPath(String baseUrl, Tls tls, int connections, boolean tree)
            throws GeneralSecurityException, IOException {
        url = baseUrl + SessionCall.PATH;
        this.tree = tree;
        client = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setTlsSocketStrategy(new DefaultClientTlsStrategy(tls.context()))
                        .setMaxConnTotal(connections)
                        .setMaxConnPerRoute(connections)
                        .build())
                .disableAutomaticRetries()
                .disableCookieManagement()
                .build();
    }

    @Override
    public String name() {
        return "raw HttpClient 5 + " + (tree ? "JsonNode" : "Map");
    }

    @Override
    public Caller caller() {
        return Caller.BLOCKS;
    }

    @Override
    public void call(Consumer<Throwable> done) {
        Throwable problem;
        try {
            problem = SessionCall.problem(call());
        } catch (IOException e) {
            problem = e;
        }
        done.accept(problem);
    }

    public Object call() throws IOException {
        HttpPost post = new HttpPost(url);
        post.setHeader(HttpHeaders.AUTHORIZATION, authorization);
        post.setHeader(HttpHeaders.ACCEPT, "application/json");
        post.setEntity(new StringEntity(SessionCall.BODY, ContentType.APPLICATION_JSON));
        byte[] answer = client.execute(post, response -> EntityUtils.toByteArray(response.getEntity()));
        return tree ? json.readTree(answer) : json.readValue(answer, Map.class);
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
