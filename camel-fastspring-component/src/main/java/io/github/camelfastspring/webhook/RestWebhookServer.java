package io.github.camelfastspring.webhook;

import java.util.Map;

import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.NoSuchBeanException;
import org.apache.camel.spi.RestConfiguration;
import org.apache.camel.spi.RestConsumerFactory;
import org.apache.camel.support.AsyncProcessorSupport;
import org.apache.camel.support.DefaultMessage;
import org.apache.camel.support.service.ServiceHelper;

/** Serves the path by a component of Camel that can serve paths. */
final class RestWebhookServer implements WebhookServer {

    private final CamelContext context;
    private final RestConsumerFactory factory;
    private final RestConfiguration rest;
    private final String path;
    private Consumer consumer;

    RestWebhookServer(CamelContext context, RestConsumerFactory factory, RestConfiguration rest, String path) {
        this.context = context;
        this.factory = factory;
        this.rest = rest;
        this.path = path;
    }

    @Override
    public void start(WebhookReceiver receiver) throws Exception {
        try {
            consumer = factory.createConsumer(
                    context, new Requests(receiver), WebhookReceiver.METHOD, path, null, null, null, rest, Map.of());
            ServiceHelper.startService(consumer);
        } catch (NoSuchBeanException | IllegalArgumentException e) {
            // platform-http comes by itself where it is on the class path; its server does not. Camel 4.18 says the
            // latter.
            if (e instanceof NoSuchBeanException
                    || String.valueOf(e.getMessage()).contains("No PlatformHttpEngine")) {
                throw new IllegalArgumentException(WebhookServers.MISSING, e);
            }
            throw e;
        }
    }

    @Override
    public void stop() throws Exception {
        ServiceHelper.stopAndShutdownService(consumer);
        consumer = null;
    }

    /** Gives the server's exchanges to the receiver, and its answers back. */
    static final class Requests extends AsyncProcessorSupport {

        private final WebhookReceiver receiver;

        Requests(WebhookReceiver receiver) {
            this.receiver = receiver;
        }

        @Override
        public boolean process(Exchange exchange, AsyncCallback callback) {
            Message request = exchange.getMessage();
            receiver.receive(
                            request.getHeader(Exchange.HTTP_METHOD, WebhookReceiver.METHOD, String.class),
                            request.getHeader(WebhookReceiver.SIGNATURE, String.class),
                            limit -> BoundedBody.read(request, limit))
                    .thenAccept(answer -> {
                        answer(exchange, answer);
                        callback.done(false);
                    });
            return false;
        }

        /** Nothing of the request goes back. */
        private static void answer(Exchange exchange, WebhookAnswer answer) {
            Message response = new DefaultMessage(exchange);
            response.setHeader(Exchange.HTTP_RESPONSE_CODE, answer.status());
            response.setHeader(Exchange.CONTENT_TYPE, "text/plain; charset=UTF-8");
            if (answer.status() == 405) {
                response.setHeader("Allow", WebhookReceiver.METHOD);
            }
            response.setBody(answer.body());
            exchange.setMessage(response);
        }
    }
}
