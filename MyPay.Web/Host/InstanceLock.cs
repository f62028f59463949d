namespace MyPay.Web.Host;

/// <summary>
/// One app at a time on one SQLite store: the door keeps balances in memory because it is their only writer. The lock
/// goes with the process, however it ends.
/// </summary>
internal sealed class InstanceLock : IDisposable
{
    private readonly FileStream file;

    private InstanceLock(FileStream file) => this.file = file;

    public static InstanceLock Take(string directory) =>
        TakeUnlessHeld(directory)
        ?? throw new StartupRefusedException(
            $"다른 마이 페이가 {directory}에서 실행되고 있어요. 그것을 멈추거나, 이번에는 --MyPay:DataDirectory로 다른 곳을 적어 주세요.",
            $"Another MyPay is running on {directory}. Stop it, or give this one its own --MyPay:DataDirectory."
        );

    /// <summary>Null while another app runs on the store.</summary>
    public static InstanceLock? TakeUnlessHeld(string directory)
    {
        Directory.CreateDirectory(directory);
        try
        {
            return new(
                new FileStream(
                    Path.Combine(directory, "mypay.lock"),
                    FileMode.OpenOrCreate,
                    FileAccess.ReadWrite,
                    FileShare.None
                )
            );
        }
        catch (IOException)
        {
            return null;
        }
    }

    public void Dispose() => file.Dispose();
}
