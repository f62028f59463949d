using MyPay.Domain.BackOffice;
using MyPay.Domain.Kernel;
using MyPay.Domain.Membership;
using MyPay.Domain.Platform.Audit;
using MyPay.Web.Localization;

namespace MyPay.Web.Host;

/// <summary>
/// <c>staff add|list|disable</c>: people of the back office, made and shut out by whoever runs the machine; the first
/// of them cannot be made otherwise. On a stopped store or beside a running app.
/// </summary>
internal static class StaffVerb
{
    private const string Reason = "staff disable";

    public static Task<int> RunAsync(CommandLine line) => RunAsync(line, Console.WriteLine);

    /// <param name="say">Hears each line of the answer.</param>
    public static async Task<int> RunAsync(CommandLine line, Action<string> say, TimeProvider? clock = null)
    {
        if (line.Act is not ("add" or "list" or "disable"))
            throw Wrong(
                line.Act.Length == 0 ? "할 일이 없어요" : $"'{line.Act}'은(는) 모르는 일이에요",
                line.Act.Length == 0 ? "nothing to do" : $"'{line.Act}' is not one of its acts"
            );
        var needed = line.Act switch
        {
            "add" => new[] { "email", "name", "role" },
            "disable" => ["email"],
            _ => [],
        };
        if (needed.FirstOrDefault(option => string.IsNullOrWhiteSpace(line[option])) is { } missing)
            throw Wrong($"--{missing}이(가) 없어요", $"--{missing} is missing");

        await using var store = await StoreHost.OpenAsync(line.HostArgs, clock);
        await using var scope = store.Services.CreateAsyncScope();
        var desk = scope.ServiceProvider.GetRequiredService<IStaffDesk>();
        switch (line.Act)
        {
            case "add":
                var invited = Granted(await desk.AddAsync(new(line["email"], line["name"], line["role"])));
                say($"  {line["email"]} {line["role"]}");
                say($"  {store.BaseUrl}{invited.Path}");
                say(
                    "  이 링크로 24시간 안에 한 번 비밀번호를 정해요. 다른 길로 본인에게만 전해 주세요. | Good once, within 24 "
                        + "hours, to choose a password. Hand it to that person alone."
                );
                say(
                    "  Production에서는 로그인한 뒤 패스키나 2단계 인증을 먼저 만들어요. | In Production they set up a passkey or a "
                        + "second step after signing in, before anything else."
                );
                return 0;
            case "disable":
                var ended = Granted(await desk.DisableAsync(line["email"], Reason, Actor.System));
                say(
                    $"  {ended.Email}: 막았어요. 열린 화면은 5초 안에 닫혀요. | Shut out. Open pages end within five seconds."
                );
                return 0;
            default:
                foreach (var person in await desk.ListAsync())
                    say($"  {person.Email, -32} {person.Role, -10} {Words(person)}  {person.Name}");
                return 0;
        }
    }

    private static string Words(StaffMember person) =>
        person.State switch
        {
            StaffState.Invited => "초대 | invited",
            StaffState.Disabled => "막음 | disabled",
            _ when person.HasSecondStep => "사용 중, 2단계 | active, second step",
            _ => "사용 중 | active",
        };

    private static T Granted<T>(Result<T> result)
        where T : notnull =>
        result.TryGet(out var granted, out var refusal)
            ? granted
            : throw new StartupRefusedException(
                RefusalText.Say(refusal, "ko"),
                RefusalText.Say(refusal, "en"),
                exitCode: 1
            );

    private static StartupRefusedException Wrong(string korean, string english) =>
        new(
            $"'staff' 명령: {korean}. staff add --email E --name N --role Operator|Approver|Auditor, staff list, "
                + "staff disable --email E 가운데 하나로 적어 주세요.",
            $"'staff': {english}. Write staff add --email E --name N --role Operator|Approver|Auditor, staff list, or "
                + "staff disable --email E."
        );
}
