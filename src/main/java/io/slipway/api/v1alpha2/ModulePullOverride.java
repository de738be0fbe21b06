package io.slipway.api.v1alpha2;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;

/** Runs the module of the same name from a tag of its image instead of a release (modules.md 5). */
@Group("deckhouse.io")
@Version("v1alpha2")
@Kind("ModulePullOverride")
@Plural("modulepulloverrides")
@Singular("modulepulloverride")
@ShortNames("mpo")
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public final class ModulePullOverride
    extends CustomResource<ModulePullOverrideSpec, ModulePullOverrideStatus> {}
