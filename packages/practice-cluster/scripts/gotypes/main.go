// Prints, as JSON, what Go's encoding of the served Kubernetes kinds depends on
// and no OpenAPI document tells: field order, pointers, omitempty, Go type names.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"reflect"
	"strconv"
	"strings"

	appsv1 "k8s.io/api/apps/v1"
	authenticationv1 "k8s.io/api/authentication/v1"
	authorizationv1 "k8s.io/api/authorization/v1"
	autoscalingv1 "k8s.io/api/autoscaling/v1"
	autoscalingv2 "k8s.io/api/autoscaling/v2"
	batchv1 "k8s.io/api/batch/v1"
	coordinationv1 "k8s.io/api/coordination/v1"
	corev1 "k8s.io/api/core/v1"
	discoveryv1 "k8s.io/api/discovery/v1"
	eventsv1 "k8s.io/api/events/v1"
	networkingv1 "k8s.io/api/networking/v1"
	policyv1 "k8s.io/api/policy/v1"
	rbacv1 "k8s.io/api/rbac/v1"
	schedulingv1 "k8s.io/api/scheduling/v1"
	storagev1 "k8s.io/api/storage/v1"
	apiextensionsv1 "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	metricsv1beta1 "k8s.io/metrics/pkg/apis/metrics/v1beta1"
)

type field struct {
	Name     string `json:"n"`
	Type     any    `json:"t"`
	Pointer  bool   `json:"p,omitempty"`
	Omit     bool   `json:"o,omitempty"`
	OmitZero bool   `json:"z,omitempty"`
	Strategy string `json:"s,omitempty"`
	MergeKey string `json:"k,omitempty"`
	// Protobuf field numbers from the outside in; an inlined struct is a message of its own on the wire.
	Wire []int `json:"b,omitempty"`
}

type structType struct {
	GoName string  `json:"n"`
	Fields []field `json:"f"`
}

var types = map[string]*structType{}

var special = map[string]string{
	"k8s.io/apimachinery/pkg/apis/meta/v1.Time":                                             "time",
	"k8s.io/apimachinery/pkg/apis/meta/v1.MicroTime":                                        "microtime",
	"k8s.io/apimachinery/pkg/apis/meta/v1.Duration":                                         "duration",
	"k8s.io/apimachinery/pkg/apis/meta/v1.FieldsV1":                                         "any",
	"k8s.io/apimachinery/pkg/api/resource.Quantity":                                         "quantity",
	"k8s.io/apimachinery/pkg/util/intstr.IntOrString":                                       "intorstring",
	"k8s.io/apimachinery/pkg/runtime.RawExtension":                                          "any",
	"k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1.JSON":                         "any",
	"k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1.JSONSchemaPropsOrBool":        "any",
	"k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1.JSONSchemaPropsOrArray":       "any",
	"k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1.JSONSchemaPropsOrStringArray": "any",
}

func id(t reflect.Type) string {
	path := strings.TrimPrefix(t.PkgPath(), "k8s.io/")
	return path + "." + t.Name()
}

func describe(t reflect.Type) any {
	if s, ok := special[t.PkgPath()+"."+t.Name()]; ok {
		return s
	}
	switch t.Kind() {
	case reflect.Pointer:
		return describe(t.Elem())
	case reflect.String:
		if t.PkgPath() != "" {
			return "string:" + t.String()
		}
		return "string"
	case reflect.Bool:
		return "bool"
	case reflect.Int32, reflect.Int64, reflect.Int, reflect.Float64, reflect.Uint8, reflect.Uint32, reflect.Uint64:
		return t.Kind().String()
	case reflect.Slice:
		if t.Elem().Kind() == reflect.Uint8 {
			return "bytes"
		}
		return map[string]any{"l": describe(t.Elem())}
	case reflect.Map:
		return map[string]any{"m": describe(t.Elem())}
	case reflect.Interface:
		return "any"
	case reflect.Struct:
		name := id(t)
		if _, ok := types[name]; !ok {
			st := &structType{GoName: t.Name(), Fields: []field{}}
			types[name] = st
			st.Fields = append(st.Fields, fields(t, nil)...)
		}
		return "#" + name
	}
	panic(fmt.Sprintf("unexpected type %v", t))
}

func wire(f reflect.StructField) []int {
	parts := strings.Split(f.Tag.Get("protobuf"), ",")
	if len(parts) < 2 {
		return nil
	}
	n, err := strconv.Atoi(parts[1])
	if err != nil {
		return nil
	}
	return []int{n}
}

func fields(t reflect.Type, outer []int) []field {
	out := []field{}
	for i := 0; i < t.NumField(); i++ {
		f := t.Field(i)
		if !f.IsExported() {
			continue
		}
		tag := strings.Split(f.Tag.Get("json"), ",")
		if tag[0] == "-" {
			continue
		}
		if tag[0] == "" {
			ft := f.Type
			if ft.Kind() == reflect.Pointer {
				ft = ft.Elem()
			}
			inlined := fields(ft, append(append([]int{}, outer...), wire(f)...))
			if wire(f) == nil {
				// Not on the wire as a message of its own: TypeMeta travels in the envelope.
				for i := range inlined {
					inlined[i].Wire = nil
				}
			}
			out = append(out, inlined...)
			continue
		}
		x := field{
			Name: tag[0], Type: describe(f.Type), Pointer: f.Type.Kind() == reflect.Pointer,
			Strategy: f.Tag.Get("patchStrategy"), MergeKey: f.Tag.Get("patchMergeKey"),
		}
		if own := wire(f); own != nil {
			x.Wire = append(append([]int{}, outer...), own...)
		}
		for _, o := range tag[1:] {
			x.Omit = x.Omit || o == "omitempty"
			x.OmitZero = x.OmitZero || o == "omitzero"
		}
		out = append(out, x)
	}
	return out
}

func main() {
	scheme := runtime.NewScheme()
	for _, add := range []func(*runtime.Scheme) error{
		appsv1.AddToScheme, authenticationv1.AddToScheme, authorizationv1.AddToScheme, autoscalingv1.AddToScheme,
		autoscalingv2.AddToScheme, batchv1.AddToScheme, coordinationv1.AddToScheme, corev1.AddToScheme,
		discoveryv1.AddToScheme, eventsv1.AddToScheme, networkingv1.AddToScheme, policyv1.AddToScheme,
		rbacv1.AddToScheme, schedulingv1.AddToScheme, storagev1.AddToScheme, apiextensionsv1.AddToScheme,
		metricsv1beta1.AddToScheme,
	} {
		if err := add(scheme); err != nil {
			panic(err)
		}
	}
	kinds := map[string]string{}
	for gvk, t := range scheme.AllKnownTypes() {
		if gvk.Version == runtime.APIVersionInternal || strings.HasSuffix(gvk.Kind, "List") {
			continue
		}
		if strings.HasPrefix(t.PkgPath(), "k8s.io/apimachinery") {
			continue
		}
		ref, ok := describe(t).(string)
		if !ok || !strings.HasPrefix(ref, "#") {
			continue
		}
		kinds[gvk.GroupVersion().String()+"/"+gvk.Kind] = ref
	}
	kinds["meta.k8s.io/v1/DeleteOptions"] = describe(reflect.TypeFor[metav1.DeleteOptions]()).(string)
	_ = json.NewEncoder(os.Stdout).Encode(map[string]any{"types": types, "kinds": kinds})
}
