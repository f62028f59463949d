using MyPay.Tests.Benchmarks;
using MyPay.Tests.Domain.Ledger;
using MyPay.Tests.Journeys;
using MyPay.Tests.Simulation;
using MyPay.Tests.Web.Host;

// The test project is also the home of the benchmarks, and of the process that the crash test kills.
switch (args)
{
    case ["bench", "money", .. var options] when MoneyBenchOptions.TryRead(options, out var wanted):
        return await (wanted.OnPostgres ? PostgresBench.RunAsync(wanted) : MoneyBench.RunAsync(wanted));
    case ["bench", "http", .. var options] when MoneyBenchOptions.TryRead(options, out var wanted):
        return await HttpBench.RunAsync(wanted);
    case ["bench-http-server", var store, .. var database]:
        return await HttpBenchServer.RunAsync(store, database.FirstOrDefault());
    case ["bench", "growth"]:
        return await GrowthBench.RunAsync(growth: 6);
    case ["bench", "growth", "--growth", [>= '4' and <= '7'] power]:
        return await GrowthBench.RunAsync(power[0] - '0');
    case ["bench", "settlement"]:
        return await SettlementBench.RunAsync(growth: 5);
    case ["bench", "settlement", "--growth", [>= '3' and <= '6'] digit]:
        return await SettlementBench.RunAsync(digit[0] - '0');
    case ["bench", "pages", .. var options]:
        return await PagesBench.RunAsync(options);
    case ["simulate", .. var options]:
        return await SimulateCommand.RunAsync(options);
    case ["page-clients", var address]:
        return await PageClients.RunAsync(address);
    case ["crash-writer", var directory, var round]:
        return await CrashTests.WriteAsync(directory, round);
    case ["crash-product", var store, var bank, .. var database]:
        return await KilledProductTests.ChargeAndSendAsync(store, bank, database.FirstOrDefault());
    case ["crash-settlement", var store, var bank, var point]:
        return await KilledSettlementTests.SettleAsync(store, bank, point);
    case ["crash-restore", var archive, var target, var steps]:
        return await BackupTests.RestoreSomeAsync(
            archive,
            target,
            int.Parse(steps, System.Globalization.CultureInfo.InvariantCulture)
        );
    case ["crash-promote", var source, var to, var line]:
        return await PromoteTests.PromoteSomeAsync(source, to, line);
    case ["crash-restore-postgres", var archive, var directory, var server]:
        return await PostgresBackupTests.RestoreSomeAsync(archive, directory, server);
    default:
        Console.Error.WriteLine(
            "Usage: dotnet run -c Release --project MyPay.Tests -- bench money [--store sqlite|postgres] "
                + "[--seconds N] [--growth 4..7] [--json]"
        );
        Console.Error.WriteLine(
            "       dotnet run -c Release --project MyPay.Tests -- bench http [--store sqlite|postgres] "
                + "[--seconds N] [--json]"
        );
        Console.Error.WriteLine("       dotnet run -c Release --project MyPay.Tests -- bench growth [--growth 4..7]");
        Console.Error.WriteLine(
            "       dotnet run -c Release --project MyPay.Tests -- bench settlement [--growth 3..6]"
        );
        Console.Error.WriteLine(
            "       dotnet run -c Release --project MyPay.Tests -- bench pages [--circuits 10..5000] [--json]"
        );
        Console.Error.WriteLine(
            "       dotnet run -c Release --project MyPay.Tests -- simulate [--seeds N] [--seed SEED --story]"
        );
        return 2;
}
