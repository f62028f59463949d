namespace MyPay.Web.Host;

/// <summary>One app at a time on one SQLite store: the door keeps balances in memory because it is their only writer. The lock goes with the process, however it ends.</summary>
internal sealed class InstanceLock : IDisposable
{
    private readonly FileStream file;

    private InstanceLock(FileStream file) => this.file = file;

    public static InstanceLock Take(string directory)
    {
        Directory.CreateDirectory(directory);
        try
        {
            return new(new FileStream(Path.Combine(directory, "mypay.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException)
        {
            throw new StartupRefusedException($"Another MyPay is running on {directory}. Stop it, or give this one its own --MyPay:DataDirectory.");
        }
    }

    public void Dispose() => file.Dispose();
}
