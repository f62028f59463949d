using System.Diagnostics;

namespace MyPay.Tests.Domain.UnderTheDoor;

/// <summary>
/// A directory with little room: a mounted disk of memory where the machine allows, else a limit of
/// <see cref="ADisk"/>.
/// </summary>
internal sealed class ASmallDisk : IDisposable
{
    private readonly ADisk? limited;

    private ASmallDisk(string directory, long bytes)
    {
        Directory = directory;
        IsReal = OperatingSystem.IsLinux() && Mount("-t", "tmpfs", "-o", $"size={bytes}", "tmpfs", directory);
        if (IsReal)
            return;
        limited = ADisk.Under(directory);
        limited.Room = bytes;
    }

    public string Directory { get; }

    public bool IsReal { get; }

    public static ASmallDisk Of(long bytes) =>
        new(System.IO.Directory.CreateTempSubdirectory("mypay-test-").FullName, bytes);

    public void Grow(long bytes)
    {
        if (limited is not null)
            limited.Room = bytes;
        else if (!Mount("-o", $"remount,size={bytes}", Directory))
            throw new InvalidOperationException("The disk cannot be made bigger.");
    }

    public void Dispose()
    {
        limited?.Dispose();
        if (IsReal)
            Run("umount", "-l", Directory);
        System.IO.Directory.Delete(Directory, recursive: true);
    }

    private static bool Mount(params string[] arguments) => Run("mount", arguments);

    private static bool Run(string command, params string[] arguments)
    {
        try
        {
            using var run = Process.Start(
                new ProcessStartInfo(command, arguments) { RedirectStandardError = true, RedirectStandardOutput = true }
            );
            run!.WaitForExit();
            return run.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false; // there is no such command
        }
    }
}
