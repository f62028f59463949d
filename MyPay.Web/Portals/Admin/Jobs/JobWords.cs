using MyPay.Domain.Platform.Jobs;
using MyPay.Web.Portals.Parts;
using static MyPay.Web.Localization.Words;

namespace MyPay.Web.Portals.Admin.Jobs;

/// <summary>How a run is spoken of.</summary>
internal static class JobWords
{
    public static string Of(JobRunState state) =>
        state switch
        {
            JobRunState.Asked => T("곧 시작해요", "About to begin"),
            JobRunState.Running => T("실행 중", "Running"),
            JobRunState.Done => T("끝남", "Done"),
            JobRunState.Failed => T("실패", "Failed"),
            _ => T("중단됨", "Interrupted"),
        };

    public static Tone ToneOf(JobRunState state) =>
        state switch
        {
            JobRunState.Done => Tone.Good,
            JobRunState.Failed => Tone.Danger,
            JobRunState.Interrupted => Tone.Warn,
            _ => Tone.Quiet,
        };

    /// <summary>Who wanted it: the clock, or a colleague.</summary>
    public static string By(JobRun run) => run.ById == "system" ? T("시계", "the clock") : run.ByName;

    /// <summary>What came of it, in the reader's language.</summary>
    public static string Outcome(JobRun run)
    {
        var (ko, en) = run.Outcome?.Split(" | ", 2) is [var first, var second]
            ? (first, second)
            : (run.Outcome ?? "", run.Outcome ?? "");
        return T(ko, en);
    }

    public static string Took(JobRun run) =>
        run.EndedAt is not { } end
            ? ""
            : (end - run.StartedAt) switch
            {
                { TotalSeconds: < 1 } => T("1초 안에", "under 1 s"),
                { TotalMinutes: < 1 } brief => T($"{brief.TotalSeconds:0}초", $"{brief.TotalSeconds:0} s"),
                var span => T($"{span.TotalMinutes:0}분", $"{span.TotalMinutes:0} min"),
            };
}
