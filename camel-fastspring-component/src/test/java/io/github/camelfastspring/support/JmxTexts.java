package io.github.camelfastspring.support;

import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Map;

import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.RuntimeMBeanException;

/** What Camel shows by JMX. */
public final class JmxTexts {

    private JmxTexts() {}

    /** The values of all attributes as texts, by the names of bean and attribute. */
    public static Map<String, String> all() throws JMException {
        MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
        Map<String, String> texts = new LinkedHashMap<>();
        for (ObjectName name : beans.queryNames(new ObjectName("org.apache.camel:*"), null)) {
            for (MBeanAttributeInfo attribute : beans.getMBeanInfo(name).getAttributes()) {
                try {
                    texts.put(
                            name + " " + attribute.getName(),
                            String.valueOf(beans.getAttribute(name, attribute.getName())));
                } catch (JMException | RuntimeMBeanException e) {
                    texts.put(name + " " + attribute.getName(), "");
                }
            }
        }
        return texts;
    }
}
