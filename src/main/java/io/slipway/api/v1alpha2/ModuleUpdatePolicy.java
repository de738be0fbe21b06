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

/** Rules for updating the modules whose ModuleConfig names this policy (releases.md 3.1). */
@Group("deckhouse.io")
@Version("v1alpha2")
@Kind("ModuleUpdatePolicy")
@Plural("moduleupdatepolicies")
@Singular("moduleupdatepolicy")
@ShortNames("mup")
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public final class ModuleUpdatePolicy extends CustomResource<ModuleUpdatePolicySpec, Void> {}
