package io.github.camelfastspring.transform;

import java.time.Instant;
import java.util.Map;

import org.apache.camel.Message;
import org.apache.camel.cloudevents.CloudEvent;
import org.apache.camel.spi.DataType;
import org.apache.camel.spi.DataTypeTransformer;
import org.apache.camel.spi.Transformer;

import io.github.camelfastspring.FastSpringConstants;

/**
 * Describes an event of {@code fastspring:events} as a CloudEvent 1.0, in the headers that Camel's other transformers for
 * CloudEvents read. The body stays as it is. Use:
 *
 * <pre>{@code
 * from("fastspring:events?outputType=string").transform(new DataType("fastspring:application-cloudevents"))
 * }</pre>
 *
 * The type is {@code com.fastspring.} and FastSpring's type, the source {@code /fastspring/live} or
 * {@code /fastspring/test}, the subject the id of the thing that the event is about.
 */
@DataTypeTransformer(
        name = "fastspring:application-cloudevents",
        description = "Describes a FastSpring event as a CloudEvent in the headers")
public class FastSpringCloudEventDataTypeTransformer extends Transformer {

    @Override
    public void transform(Message message, DataType from, DataType to) {
        String id = message.getHeader(FastSpringConstants.EVENT_ID, String.class);
        if (id == null) {
            throw new IllegalArgumentException("fastspring:application-cloudevents: the message is no FastSpring event,"
                    + " the header " + FastSpringConstants.EVENT_ID + " is missing");
        }
        Map<String, Object> headers = message.getHeaders();
        headers.put(CloudEvent.CAMEL_CLOUD_EVENT_ID, id);
        headers.put(CloudEvent.CAMEL_CLOUD_EVENT_VERSION, "1.0");
        headers.put(CloudEvent.CAMEL_CLOUD_EVENT_TYPE, "com.fastspring." + headers.get(FastSpringConstants.EVENT_TYPE));
        boolean live = !Boolean.FALSE.equals(headers.get(FastSpringConstants.EVENT_LIVE));
        headers.put(CloudEvent.CAMEL_CLOUD_EVENT_SOURCE, live ? "/fastspring/live" : "/fastspring/test");
        Object subject = headers.get(FastSpringConstants.EVENT_OBJECT_ID);
        if (subject != null) {
            headers.put(CloudEvent.CAMEL_CLOUD_EVENT_SUBJECT, subject);
        }
        Long created = message.getHeader(FastSpringConstants.EVENT_CREATED, Long.class);
        if (created != null && created > 0) {
            headers.put(
                    CloudEvent.CAMEL_CLOUD_EVENT_TIME,
                    Instant.ofEpochMilli(created).toString());
        }
        headers.put(CloudEvent.CAMEL_CLOUD_EVENT_DATA_CONTENT_TYPE, "application/json");
    }
}
