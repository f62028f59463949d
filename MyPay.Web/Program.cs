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
        _ => await RunVerb.RunAsync(line),
    };
}
catch (StartupRefusedException refused)
{
    await Console.Error.WriteLineAsync($"MyPay: {refused.Message}");
    return refused.ExitCode;
}
