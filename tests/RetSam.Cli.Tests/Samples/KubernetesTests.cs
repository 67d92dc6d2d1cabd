using System.CommandLine;
using System.Globalization;
using k8s;
using k8s.Models;

namespace RetSam.Cli.Tests.Samples;

/// <summary>The manifests of samples/Kubernetes, read as the API's own types, and the command lines in them. They are not run.</summary>
public sealed class KubernetesTests
{
    [Fact]
    public void The_cohort_is_an_indexed_job_whose_pods_are_its_shards()
    {
        V1Job job = Read("cohort.yaml");
        Assert.Equal("Indexed", job.Spec.CompletionMode);
        int shards = job.Spec.Completions!.Value;
        string[] seen = [.. Enumerable.Range(0, shards).Select(i =>
        {
            ParseResult line = Parse(job, i);
            Assert.Empty(line.Errors);
            return line.GetValue<CohortShard>("--shard").ToString();
        })];
        Assert.Equal(Enumerable.Range(0, shards).Select(i => $"{i}/{shards}"), seen);
    }

    [Theory]
    [InlineData("cohort.yaml", "batch")]
    [InlineData("merge.yaml", "merge")]
    public void A_job_names_its_volumes_may_not_be_root_and_its_command_line_is_understood(string file, string command)
    {
        V1Job job = Read(file);
        V1PodSpec pod = job.Spec.Template.Spec;
        V1Container container = Assert.Single(pod.Containers);
        Assert.Equal(pod.Volumes.Select(v => v.Name).Order(StringComparer.Ordinal), container.VolumeMounts.Select(m => m.Name).Order(StringComparer.Ordinal));
        Assert.True(pod.SecurityContext.RunAsNonRoot);
        Assert.True(container.SecurityContext.ReadOnlyRootFilesystem);
        ParseResult line = Parse(job, 0);
        Assert.Empty(line.Errors);
        Assert.Equal(command, line.CommandResult.Command.Name);
    }

    [Fact]
    public void What_the_job_takes_for_hopeless_is_what_retsam_ends_with()
    {
        V1Job job = Read("cohort.yaml");
        V1PodFailurePolicyOnExitCodesRequirement hopeless = job.Spec.PodFailurePolicy.Rules.Single(r => r.Action == "FailIndex").OnExitCodes;
        Assert.Equal(job.Spec.Template.Spec.Containers[0].Name, hopeless.ContainerName);
        Assert.Equal([ExitCode.Usage, ExitCode.SomeFailed], hopeless.Values);
    }

    [Fact]
    public void A_field_that_the_API_does_not_know_is_refused()
        => Assert.ThrowsAny<Exception>(() => KubernetesYaml.Deserialize<V1Job>(Text("cohort.yaml").Replace("completionMode", "completionMod", StringComparison.Ordinal), strict: true));

    private static V1Job Read(string file) => KubernetesYaml.Deserialize<V1Job>(Text(file), strict: true);

    private static string Text(string file) => File.ReadAllText(Path.Combine(RetSam.Sdk.Tests.Repository.Root, "samples", "Kubernetes", file));

    /// <summary>The command line of one pod, its index put in as Kubernetes does.</summary>
    private static ParseResult Parse(V1Job job, int index)
        => RetSamCommandLine.Create(CliConsole.System).Parse([.. job.Spec.Template.Spec.Containers[0].Args
            .Select(a => a.Replace("$(JOB_COMPLETION_INDEX)", index.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal))]);
}
