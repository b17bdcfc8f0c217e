package io.github.camelfastspring;

import java.net.URI;

import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.apache.camel.support.jsse.SSLContextParameters;

/** How FastSpring is reached and how its answers are given to the route. */
@UriParams
public class FastSpringConfiguration extends FastSpringBudgetConfiguration implements Cloneable {

    /** What becomes of an answer in which some items failed. */
    public enum PartialFailure {
        /** The exchange fails. */
        FAIL,
        /** The exchange goes on with what succeeded. */
        RETURN
    }

    /** What is read of a list. */
    public enum Paging {
        /** One call; the answer as it is. */
        PAGE,
        /** All pages; the elements as one list. */
        ALL,
        /** The elements as an iterator that reads page after page. */
        STREAM
    }

    @UriParam(label = "common", defaultValue = "https://api.fastspring.com")
    @Metadata(
            description = "The root of the API. Must be https; http is accepted for a loopback host alone, for tests"
                    + " and the simulator.")
    private String baseUrl = "https://api.fastspring.com";

    @UriParam(label = "security", secret = true)
    @Metadata(description = "The user name of the API credentials. Required.")
    private String username;

    @UriParam(label = "security", secret = true)
    @Metadata(description = "The password of the API credentials. Required.")
    private String password;

    @UriParam(label = "consumer", secret = true)
    @Metadata(
            description =
                    "The HMAC secret that FastSpring signs the webhook's posts with; several, separated by commas, while"
                            + " it is changed, so that a secret itself cannot have one, nor a blank at its ends. Required"
                            + " with delivery=webhook and both, unless webhookUnsigned=true.")
    private volatile String secret;

    @UriParam(label = "common", defaultValue = "map")
    @Metadata(
            description = "The form of bodies that come from FastSpring: map (Map and List, decimals as BigDecimal with"
                    + " their digits), json (Jackson's JsonNode), string, stream, or the name of a class that Jackson"
                    + " maps.")
    private String outputType = "map";

    @UriParam(label = "producer", defaultValue = "page", enums = "page,all,stream")
    @Metadata(
            description =
                    "What to read of a list: page makes one call and gives its answer as it is; all reads every page"
                            + " and gives the elements as one list; stream gives a closeable iterator that reads page after page"
                            + " and holds one at a time.")
    private Paging paging = Paging.PAGE;

    @UriParam(label = "producer", defaultValue = "50")
    @Metadata(
            description = "How many ids one call takes at most, where an operation takes several. Longer lists are cut"
                    + " into several calls and their answers merged in the order of the ids.")
    private int batchSize = 50;

    @UriParam(label = "producer", defaultValue = "fail", enums = "fail,return")
    @Metadata(
            description = "What becomes of an answer in which some items failed: fail throws a"
                    + " FastSpringPartialFailureException, return goes on with the others and lists the failed ones in"
                    + " the header CamelFastSpringFailedItems.")
    private PartialFailure partialFailure = PartialFailure.FAIL;

    @UriParam(label = "advanced", defaultValue = "10000", javaType = "java.time.Duration")
    @Metadata(description = "How long making a connection may take, in milliseconds.")
    private long connectTimeout = 10_000;

    @UriParam(label = "advanced", defaultValue = "30000", javaType = "java.time.Duration")
    @Metadata(
            description = "How long one attempt of a call may take, from connecting to the last byte of the answer, in"
                    + " milliseconds.")
    private long requestTimeout = 30_000;

    @UriParam(label = "advanced", defaultValue = "3")
    @Metadata(
            description =
                    "How often a call is repeated at most: reads after connection failures, time-outs, 429 and 5xx;"
                            + " writes only where they certainly were not executed. 0 for never.")
    private int maxRetries = 3;

    @UriParam(label = "advanced", defaultValue = "1000", javaType = "java.time.Duration")
    @Metadata(
            description =
                    "The wait before the first repetition, in milliseconds; it doubles with each further one, with"
                            + " jitter.")
    private long retryDelay = 1000;

    @UriParam(label = "advanced", defaultValue = "60000", javaType = "java.time.Duration")
    @Metadata(
            description = "The longest wait before a repetition, in milliseconds; also the most that a Retry-After of"
                    + " FastSpring's is obeyed.")
    private long maxRetryDelay = 60_000;

    @UriParam(label = "advanced", defaultValue = "64")
    @Metadata(description = "How many connections to FastSpring are open at most.")
    private int maxConnections = 64;

    @UriParam(label = "advanced", defaultValueNote = "camel-fastspring and the version")
    @Metadata(
            description =
                    "The User-Agent of every request; FastSpring demands one. camel-fastspring and the version where"
                            + " it is not set.")
    private String userAgent;

    @UriParam(label = "security")
    @Metadata(description = "The trust and key stores for TLS. TLS is 1.2 or newer, whatever this says.")
    private SSLContextParameters sslContextParameters;

    @UriParam(label = "advanced")
    @Metadata(
            description = "The Camel HTTP component whose proxy, TLS, client and connection settings are used; the"
                    + " context's https component where it is not set.")
    private HttpComponent httpComponent;

    /**
     * Checks what can be known before a call.
     *
     * @throws IllegalArgumentException if an option is missing or wrong; the message names it
     */
    public void validate() {
        baseUri();
        require(username != null && !username.isBlank(), "username", "is missing");
        require(password != null && !password.isBlank(), "password", "is missing");
        require(!username.contains(":"), "username", "must not contain a colon");
        require(batchSize > 0, "batchSize", "must be at least 1");
        require(connectTimeout > 0, "connectTimeout", "must be positive: a call never waits without end");
        require(requestTimeout > 0, "requestTimeout", "must be positive: a call never waits without end");
        require(maxRetries >= 0, "maxRetries", "must not be negative");
        require(retryDelay > 0, "retryDelay", "must be positive");
        require(maxRetryDelay > 0, "maxRetryDelay", "must be positive");
        require(maxConnections > 0, "maxConnections", "must be at least 1");
        validateBudget();
    }

    private static void require(boolean valid, String option, String problem) {
        if (!valid) {
            throw new IllegalArgumentException("fastspring: the option " + option + " " + problem);
        }
    }

    /**
     * {@link #getBaseUrl()} as a URI without a slash at its end.
     *
     * @throws IllegalArgumentException if it is no https URL, nor an http URL of a loopback host
     */
    public URI baseUri() {
        return BaseUrl.parse(baseUrl);
    }

    public FastSpringConfiguration copy() {
        try {
            return (FastSpringConfiguration) clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }

    public String getBaseUrl() {
        return baseUrl;
    }

    public void setBaseUrl(String baseUrl) {
        this.baseUrl = baseUrl;
    }

    public String getUsername() {
        return username;
    }

    public void setUsername(String username) {
        this.username = username;
    }

    public String getPassword() {
        return password;
    }

    public void setPassword(String password) {
        this.password = password;
    }

    public String getSecret() {
        return secret;
    }

    /** Takes effect at once, also while posts come in. */
    public void setSecret(String secret) {
        this.secret = secret;
    }

    public String getOutputType() {
        return outputType;
    }

    public void setOutputType(String outputType) {
        this.outputType = outputType;
    }

    public Paging getPaging() {
        return paging;
    }

    public void setPaging(Paging paging) {
        this.paging = paging;
    }

    public int getBatchSize() {
        return batchSize;
    }

    public void setBatchSize(int batchSize) {
        this.batchSize = batchSize;
    }

    public PartialFailure getPartialFailure() {
        return partialFailure;
    }

    public void setPartialFailure(PartialFailure partialFailure) {
        this.partialFailure = partialFailure;
    }

    public long getConnectTimeout() {
        return connectTimeout;
    }

    public void setConnectTimeout(long connectTimeout) {
        this.connectTimeout = connectTimeout;
    }

    public long getRequestTimeout() {
        return requestTimeout;
    }

    public void setRequestTimeout(long requestTimeout) {
        this.requestTimeout = requestTimeout;
    }

    public int getMaxRetries() {
        return maxRetries;
    }

    public void setMaxRetries(int maxRetries) {
        this.maxRetries = maxRetries;
    }

    public long getRetryDelay() {
        return retryDelay;
    }

    public void setRetryDelay(long retryDelay) {
        this.retryDelay = retryDelay;
    }

    public long getMaxRetryDelay() {
        return maxRetryDelay;
    }

    public void setMaxRetryDelay(long maxRetryDelay) {
        this.maxRetryDelay = maxRetryDelay;
    }

    public int getMaxConnections() {
        return maxConnections;
    }

    public void setMaxConnections(int maxConnections) {
        this.maxConnections = maxConnections;
    }

    public String getUserAgent() {
        return userAgent;
    }

    public void setUserAgent(String userAgent) {
        this.userAgent = userAgent;
    }

    public SSLContextParameters getSslContextParameters() {
        return sslContextParameters;
    }

    public void setSslContextParameters(SSLContextParameters sslContextParameters) {
        this.sslContextParameters = sslContextParameters;
    }

    public HttpComponent getHttpComponent() {
        return httpComponent;
    }

    public void setHttpComponent(HttpComponent httpComponent) {
        this.httpComponent = httpComponent;
    }
}
