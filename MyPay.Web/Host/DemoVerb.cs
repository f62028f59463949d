using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using MyPay.Domain.Ledger;

namespace MyPay.Web.Host;

/// <summary>
/// Adds members and franchises for load tests to a stopped demo store, and writes down what a load test needs to charge
/// them over HTTP.
/// </summary>
internal static class DemoVerb
{
    private const int MostMembers = 100_000;
    private const int MostFranchises = 1_000;
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static async Task<int> RunAsync(CommandLine line)
    {
        var (members, franchises) = (Number(line, "members", MostMembers), Number(line, "franchises", MostFranchises));
        if (franchises > members)
            throw new StartupRefusedException(
                "가맹점마다 회원이 하나는 있어야 해요. --franchises는 --members보다 클 수 없어요.",
                "Each franchise needs a member: --franchises may not be more than --members."
            );
        if (line["out"] is not { Length: > 0 } named)
            throw new StartupRefusedException(
                "'demo' 명령에는 만든 키를 적을 --out FILE이 있어야 해요.",
                "'demo' needs --out FILE for the keys it makes."
            );
        var file = CommandLine.FullPath(named);
        if (!Directory.Exists(Path.GetDirectoryName(file)))
            throw BackupVerb.NoDirectory(file);
        if (Directory.Exists(file))
            throw new StartupRefusedException($"{file}은(는) 디렉터리예요.", $"{file} is a directory.");

        var builder = WebApplication.CreateBuilder(line.HostArgs);
        var settings = MyPaySettings.Read(builder.Configuration, builder.Environment);
        if (builder.Environment.IsProduction())
            throw new StartupRefusedException(
                "Production에는 데모 회원을 넣지 않아요.",
                "Demo members are never added in Production."
            );
        if (!settings.Demo)
            throw new StartupRefusedException(
                "데모 저장소가 아니에요. MyPay:Demo가 false라 데모 회원을 넣지 않았어요.",
                "This store is no demo: MyPay:Demo is false, so no demo members are added."
            );

        var started = Stopwatch.GetTimestamp();
        await using var host = await AppHost.PrepareAsync([.. line.HostArgs, "--Logging:LogLevel:Default=Warning"]); // takes the lock: one writer to a store
        try
        {
            var made = await DemoCrowd.AddAsync(host.App.Services, members, franchises);
            Write(file, new DemoFile(BaseUrl(settings, builder.Configuration["urls"]), made));
        }
        catch (DemoStepException failure)
        {
            throw new StartupRefusedException(
                $"데모 회원을 다 만들지 못했어요: {failure.Message}. 만든 것은 온전해요. 다시 실행하면 새로 한 벌을 만들어요.",
                $"The demo members are not complete: {failure.Message}. What was added stays and is sound; run "
                    + "it again for a whole set.",
                exitCode: 1
            );
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StartupRefusedException(
                $"{file}을(를) 쓰지 못했어요: {failure.Message}",
                $"{file} was not written: {failure.Message}",
                exitCode: 1
            );
        }

        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"회원 {members:N0}명, 가맹점 {franchises:N0}곳을 넣었어요. | Added {members:N0} members with "
                    + $"{DemoCrowd.FundedWith:N0} won each and {franchises:N0} franchises in "
                    + $"{Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s. Keys in {file}"
            )
        );
        return 0;
    }

    private static int Number(CommandLine line, string option, int most) =>
        int.TryParse(line[option], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number >= 1
        && number <= most
            ? number
            : throw new StartupRefusedException(
                $"'demo' 명령의 --{option}은 1에서 {most} 사이의 정수로 적어 주세요.",
                $"'demo' needs --{option} with a whole number from 1 to {most}."
            );

    /// <summary>Where the product will listen once it is started as this was.</summary>
    internal static string BaseUrl(MyPaySettings settings, string? urls)
    {
        if (settings.PublicBaseUrl is { } known)
            return known;
        var first =
            urls?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).FirstOrDefault()
            ?? AppHost.DefaultUrl;
        foreach (var any in new[] { "//*", "//+", "//0.0.0.0", "//[::]" })
            first = first.Replace(any, "//localhost", StringComparison.Ordinal);
        return first.TrimEnd('/');
    }

    /// <summary>Whole or not at all, and for its owner only: there are keys in it.</summary>
    private static void Write(string file, DemoFile content)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var stream = new FileStream(file + ".partial", options))
            JsonSerializer.Serialize(stream, content, Json);
        File.Move(file + ".partial", file, overwrite: true);
    }

    private sealed record DemoFile(string BaseUrl, IReadOnlyList<DemoSeller> Franchises);
}

/// <summary>A franchise of the load test.</summary>
/// <param name="Key">Its live API key.</param>
/// <param name="Sids">Recurring keys of its members; they take any <c>partner_user_id</c>.</param>
internal sealed record DemoSeller(string Cid, string Key, string RecurringCid, IReadOnlyList<string> Sids);
