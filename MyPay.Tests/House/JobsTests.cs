using System.Text.RegularExpressions;
using MyPay.Domain.Platform.Jobs;
using MyPay.Web.Jobs;
using Xunit;

namespace MyPay.Tests.House;

/// <summary>Scheduled work is registered, and its times stand together in one file.</summary>
[Trait("Lane", "Fast")]
public sealed partial class JobsTests
{
    [Fact]
    public void Every_scheduled_work_is_registered()
    {
        var works = typeof(WorkJob)
            .Assembly.GetTypes()
            .Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IScheduledWork)))
            .Select(type => type.Name)
            .Order()
            .ToList();
        var registered = Sources
            .Under("MyPay.Web/Jobs", "JobsModule.cs")
            .SelectMany(file => Registration().Matches(file.Text).Select(match => match.Groups[1].Value))
            .Order();

        Assert.True(works.Count > 4);
        Assert.Equal(works, registered);
    }

    [Fact]
    public void Every_time_stands_in_one_file() =>
        Assert.Empty(
            Sources
                .Under("MyPay.Web/Jobs")
                .Where(file => !file.Path.EndsWith("Crons.cs", StringComparison.Ordinal) && Cron().IsMatch(file.Text))
                .Select(file => file.Path)
        );

    [GeneratedRegex(@"IScheduledWork, (\w+)>")]
    private static partial Regex Registration();

    [GeneratedRegex(
        """
            "[0-9*/,]+ [0-9*/,]+ [0-9*/,]+ [^" ]+ [^" ]+ [^" ]+"
            """
    )]
    private static partial Regex Cron();
}
