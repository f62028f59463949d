using MyPay.Web.BankSimulator;

namespace MyPay.Web.Host;

/// <summary>Runs the product until it is told to stop.</summary>
internal static class RunVerb
{
    public static async Task<int> RunAsync(CommandLine line)
    {
        await using var host = await AppHost.PrepareAsync(line.HostArgs);
        try
        {
            await host.App.StartAsync();
        }
        catch (IOException failure)
        {
            throw new StartupRefusedException(
                $"주소를 열 수 없어요. --urls http://localhost:PORT로 다른 주소를 골라 주세요. ({failure.Message})",
                $"{failure.Message} Choose another address with --urls http://localhost:PORT."
            );
        }

        Console.WriteLine();
        Console.WriteLine($"  MyPay (마이 페이)  {host.Address}");
        Console.WriteLine($"  데이터 | Data {host.Settings.DataDirectory}");
        if (host.Settings.SimulatorEnabled)
            Console.WriteLine($"  은행 시뮬레이터 | Bank simulator {host.Settings.SimulatorUrls}");
        if (host.Settings.Demo)
        {
            Console.WriteLine($"  데모 로그인 | Demo sign-ins (password {DemoData.Password}, PIN {DemoData.Pin})");
            foreach (var (email, who) in DemoData.SignIns)
                Console.WriteLine($"    {email, -22} {who}");
            if (host.DemoShop is { } demo)
                Write(demo);
        }

        Console.WriteLine();
        await host.App.WaitForShutdownAsync();
        return 0;
    }

    private static void Write(DemoShop demo)
    {
        var shop = demo.Shop;
        Console.WriteLine($"  데모 가맹점 | Demo franchise {shop.TradeName}");
        Console.WriteLine($"    live CID {shop.Cid}, recurring {shop.RecurringCid}");
        Console.WriteLine($"    test CID {shop.TestCid}, recurring {shop.TestRecurringCid}");
        foreach (var key in demo.FreshKeys)
            Console.WriteLine(
                $"    {(key.View.Live ? "live" : "test")} key {key.RawKey}  (한 번만 보여요 | shown once)"
            );
    }
}

/// <summary>Runs only the bank simulator.</summary>
internal static class BankVerb
{
    public static async Task<int> RunAsync(CommandLine line)
    {
        var builder = WebApplication.CreateBuilder(line.HostArgs);
        var settings = MyPaySettings.Read(builder.Configuration, builder.Environment);
        var options = new BankSimulatorOptions(
            line["urls"] ?? settings.SimulatorUrls,
            Path.GetFullPath(line["data"] ?? settings.DataDirectory)
        );
        try
        {
            await using var simulator = BankSimulatorServer.Create(options, settings.Clock);
            await simulator.StartAsync();
            Console.WriteLine(
                $"은행 시뮬레이터 | MyPay bank simulator on {options.Urls}, journal in {options.DataDirectory}"
            );
            await simulator.WaitForShutdownAsync();
            return 0;
        }
        catch (Exception failure) when (failure is ArgumentException or IOException)
        {
            throw new StartupRefusedException(
                $"은행 시뮬레이터를 시작하지 못했어요: {failure.Message}",
                $"The bank simulator could not start: {failure.Message}"
            );
        }
    }
}
