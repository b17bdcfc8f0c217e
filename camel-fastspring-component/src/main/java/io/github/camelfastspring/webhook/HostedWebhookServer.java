package io.github.camelfastspring.webhook;

import org.apache.camel.AsyncCallback;
import org.apache.camel.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.AsyncProcessorSupport;
import org.apache.camel.support.processor.DelegateAsyncProcessor;
import org.apache.camel.support.service.ServiceHelper;

/** Serves posts that somebody else, such as camel-webhook, has received. */
public final class HostedWebhookServer implements WebhookServer {

    private volatile RestWebhookServer.Requests requests;

    @Override
    public void start(WebhookReceiver receiver) {
        requests = new RestWebhookServer.Requests(receiver);
    }

    /** Requests that still come are answered by the receiver, which knows that its consumer is stopped. */
    @Override
    public void stop() {
        // Whoever receives them stops by itself.
    }

    /**
     * What is to be called for each request. It starts and stops the consumer with itself.
     *
     * @param consumer the consumer that this server receives for
     */
    public Processor handler(Consumer consumer) {
        return new DelegateAsyncProcessor(new Requests()) {
            @Override
            protected void doStart() throws Exception {
                ServiceHelper.startService(consumer);
                super.doStart();
            }

            @Override
            protected void doStop() throws Exception {
                super.doStop();
                ServiceHelper.stopService(consumer);
            }

            @Override
            protected void doShutdown() throws Exception {
                super.doShutdown();
                ServiceHelper.stopAndShutdownService(consumer);
            }
        };
    }

    private final class Requests extends AsyncProcessorSupport {
        @Override
        public boolean process(Exchange exchange, AsyncCallback callback) {
            return requests.process(exchange, callback);
        }
    }
}
