// One program for what a test cluster needs of Kubernetes; the first argument names the part.
package main

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"
	"k8s.io/component-base/cli"
	kubectl "k8s.io/kubectl/pkg/cmd"
	apiserver "k8s.io/kubernetes/cmd/kube-apiserver/app"
	controllermanager "k8s.io/kubernetes/cmd/kube-controller-manager/app"
	scheduler "k8s.io/kubernetes/cmd/kube-scheduler/app"

	_ "k8s.io/component-base/logs/json/register"
	_ "k8s.io/component-base/metrics/prometheus/clientgo"
	_ "k8s.io/component-base/metrics/prometheus/version"
)

func main() {
	part := filepath.Base(os.Args[0])
	if part != "kubectl" && len(os.Args) > 1 {
		part = os.Args[1]
		os.Args = os.Args[1:]
	}
	parts := map[string]func() *cobra.Command{
		"kube-apiserver":          apiserver.NewAPIServerCommand,
		"kube-controller-manager": controllermanager.NewControllerManagerCommand,
		"kube-scheduler":          func() *cobra.Command { return scheduler.NewSchedulerCommand() },
		"kubectl":                 kubectl.NewDefaultKubectlCommand,
	}
	command, known := parts[part]
	if !known {
		fmt.Fprintf(os.Stderr, "unknown part %q: kube-apiserver, kube-controller-manager, kube-scheduler or kubectl\n", part)
		os.Exit(2)
	}
	if part == "kubectl" {
		if err := cli.RunNoErrOutput(command()); err != nil {
			os.Exit(1)
		}
		return
	}
	os.Exit(cli.Run(command()))
}
