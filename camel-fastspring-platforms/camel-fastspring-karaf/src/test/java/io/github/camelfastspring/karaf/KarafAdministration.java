package io.github.camelfastspring.karaf;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import javax.management.JMException;
import javax.management.JMX;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;

/** What a test does in a Karaf, and sees of it, over JMX. */
final class KarafAdministration {

    /** Karaf's bundles. */
    public interface Bundles {
        TabularData getBundles();

        long install(String url, boolean start);

        void start(String bundle);

        void stop(String bundle);

        void update(String bundle, String url);

        void refresh(String bundle);

        void uninstall(String bundle);
    }

    /** Karaf's features. */
    public interface Features {
        void addRepository(String url);

        void installFeature(String name);

        void uninstallFeature(String name);
    }

    /** Karaf's services. */
    public interface Services {
        TabularData getServices(long bundle);
    }

    private final MBeanServerConnection mbeans;
    private final Bundles bundles;
    private final Features features;
    private final Services services;

    KarafAdministration(MBeanServerConnection mbeans) throws JMException {
        this.mbeans = mbeans;
        bundles = JMX.newMBeanProxy(mbeans, name("bundle"), Bundles.class);
        features = JMX.newMBeanProxy(mbeans, name("feature"), Features.class);
        services = JMX.newMBeanProxy(mbeans, name("service"), Services.class);
    }

    boolean isReady() throws Exception {
        return mbeans.isRegistered(name("bundle"))
                && mbeans.isRegistered(name("feature"))
                && mbeans.isRegistered(name("service"));
    }

    private static ObjectName name(String type) throws JMException {
        return new ObjectName("org.apache.karaf:type=" + type + ",name=root");
    }

    Bundles bundles() {
        return bundles;
    }

    Features features() {
        return features;
    }

    /** The column of the bundle with this symbolic name; null if there is none. */
    String bundle(String symbolicName, String column) {
        return rows(bundles.getBundles())
                .filter(row -> symbolicName.equals(row.get("Symbolic Name")))
                .map(row -> row.get(column).toString())
                .findAny()
                .orElse(null);
    }

    /** The names of bundles that are not active, with their states; fragments never are. */
    List<String> idleBundles() {
        return rows(bundles.getBundles())
                .filter(row -> !"Active".equals(row.get("State")))
                .map(row -> row.get("Symbolic Name") + " " + row.get("State"))
                .toList();
    }

    List<String> services(String bundle) {
        return rows(services.getServices(Long.parseLong(bundle)))
                .map(Object::toString)
                .toList();
    }

    Set<ObjectName> mbeans(String pattern) throws JMException, IOException {
        return mbeans.queryNames(new ObjectName(pattern), null);
    }

    List<String> routeStates() throws JMException, IOException {
        List<String> states = new ArrayList<>();
        for (ObjectName route : mbeans("org.apache.camel:type=routes,*")) {
            states.add((String) mbeans.getAttribute(route, "State"));
        }
        return states;
    }

    /** The names of threads that run. */
    List<String> threads() throws IOException {
        ThreadMXBean threads = ManagementFactory.newPlatformMXBeanProxy(
                mbeans, ManagementFactory.THREAD_MXBEAN_NAME, ThreadMXBean.class);
        return Stream.of(threads.getThreadInfo(threads.getAllThreadIds()))
                .filter(Objects::nonNull)
                .map(ThreadInfo::getThreadName)
                .toList();
    }

    /** Lines about the objects that are left after a full garbage collection. */
    Stream<String> heap() throws JMException, IOException {
        return diagnose("gcClassHistogram").lines();
    }

    /** Lines about the classes that are loaded after a full garbage collection. */
    Stream<String> classes() throws JMException, IOException {
        diagnose("gcClassHistogram");
        return diagnose("vmClassHierarchy").lines();
    }

    private String diagnose(String command) throws JMException, IOException {
        return (String) mbeans.invoke(
                new ObjectName("com.sun.management:type=DiagnosticCommand"),
                command,
                new Object[] {new String[0]},
                new String[] {String[].class.getName()});
    }

    private static Stream<CompositeData> rows(TabularData table) {
        return table.values().stream().map(CompositeData.class::cast);
    }
}
