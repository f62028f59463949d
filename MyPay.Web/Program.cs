using MyPay.Domain.Ledger.Secrets;
using MyPay.Web.Host;

FileModes.KeepToMyself();
try
{
    var line = CommandLine.Parse(args);
    return line.Verb switch
    {
        CommandLine.Bank => await BankVerb.RunAsync(line),
        CommandLine.Verify => await VerifyVerb.RunAsync(line),
        CommandLine.Backup => await BackupVerb.RunAsync(line),
        CommandLine.Restore => await RestoreVerb.RunAsync(line),
        CommandLine.Demo => await DemoVerb.RunAsync(line),
        CommandLine.Promote => await PromoteVerb.RunAsync(line),
        CommandLine.Staff => await StaffVerb.RunAsync(line),
        CommandLine.Check => await CheckVerb.RunAsync(line),
        CommandLine.Keys => await KeysVerb.RunAsync(line),
        _ => await RunVerb.RunAsync(line),
    };
}
catch (StartupRefusedException refused)
{
    await Console.Error.WriteLineAsync($"MyPay: {refused.Message}");
    return refused.ExitCode;
}
catch (KeyUnreadableException unreadable)
{
    await Console.Error.WriteLineAsync($"MyPay: 키를 읽지 못했어요. | {unreadable.Message}");
    return 1;
}
