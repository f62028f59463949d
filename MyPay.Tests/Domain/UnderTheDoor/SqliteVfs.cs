using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MyPay.Tests.Domain.UnderTheDoor;

/// <summary>
/// A file system for SQLite, set before the system's own. Files of a directory that an <see cref="ADisk"/> watches pass
/// by it; all others are opened by the system's own and never seen again. The structures are those of sqlite3.h, field
/// by field.
/// </summary>
internal static unsafe class SqliteVfs
{
    private static readonly Lazy<bool> Installed = new(Register);
    private static Vfs* system;
    private static FileCalls* calls,
        callsWithoutSharedMemory;

    /// <summary>From now on every connection of this process is opened through it.</summary>
    public static void Install() => _ = Installed.Value;

    private static bool Register()
    {
        system = sqlite3_vfs_find(0);
        calls = (FileCalls*)NativeMemory.AllocZeroed((nuint)sizeof(FileCalls));
        *calls = new()
        {
            Version = 2,
            Close = &Close,
            Read = &Read,
            Write = &Write,
            Truncate = &Truncate,
            Sync = &Sync,
            FileSize = &FileSize,
            Lock = &Lock,
            Unlock = &Unlock,
            CheckReservedLock = &CheckReservedLock,
            FileControl = &FileControl,
            SectorSize = &SectorSize,
            DeviceCharacteristics = &DeviceCharacteristics,
            ShmMap = &ShmMap,
            ShmLock = &ShmLock,
            ShmBarrier = &ShmBarrier,
            ShmUnmap = &ShmUnmap,
        };
        callsWithoutSharedMemory = (FileCalls*)NativeMemory.AllocZeroed((nuint)sizeof(FileCalls));
        *callsWithoutSharedMemory = *calls;
        callsWithoutSharedMemory->Version = 1;

        var shim = (Vfs*)NativeMemory.AllocZeroed((nuint)sizeof(Vfs));
        *shim = *system;
        shim->Next = null;
        shim->FileBytes += sizeof(WatchedFile);
        shim->Name = Marshal.StringToCoTaskMemUTF8("mypay-tests");
        shim->Open = &Open;
        shim->Delete = &Delete;
        return sqlite3_vfs_register(shim, 1) == 0
            ? true
            : throw new InvalidOperationException("SQLite takes no file system.");
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Open(Vfs* self, byte* name, void* file, int flags, int* flagsOut)
    {
        var path = Marshal.PtrToStringUTF8((nint)name);
        if (path is null || ADisk.Of(path) is not { } disk)
            return system->Open(system, name, file, flags, flagsOut);

        var watched = (WatchedFile*)file;
        watched->Calls = null; // SQLite closes no file that has none
        lock (disk)
        {
            if (disk.Meets(DiskOp.Open, path) is { } fault)
                return fault.Code;
            var isNew = !File.Exists(path);
            var code = system->Open(system, name, SystemFile(file), flags, flagsOut);
            if (code != 0)
                return code;
            if (isNew)
                disk.Did(DiskOp.Open, path);
        }

        watched->Handle = GCHandle.ToIntPtr(GCHandle.Alloc(new Watch(disk, path)));
        watched->Calls = disk.HasSharedMemory ? calls : callsWithoutSharedMemory;
        return 0;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Delete(Vfs* self, byte* name, int syncDirectory)
    {
        var path = Marshal.PtrToStringUTF8((nint)name)!;
        if (ADisk.Of(path) is not { } disk)
            return system->Delete(system, name, syncDirectory);
        lock (disk)
        {
            if (disk.Meets(DiskOp.Delete, path) is { } fault)
                return fault.Code;
            var code = system->Delete(system, name, syncDirectory);
            if (code == 0)
                disk.Did(DiskOp.Delete, path);
            return code;
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Read(void* file, void* into, int bytes, long at)
    {
        var (disk, path) = WatchOf(file);
        lock (disk)
            return disk.Meets(DiskOp.Read, path) is { } fault
                ? fault.Code
                : SystemCalls(file)->Read(SystemFile(file), into, bytes, at);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Write(void* file, void* from, int bytes, long at)
    {
        var (disk, path) = WatchOf(file);
        lock (disk)
        {
            var fault = disk.Meets(DiskOp.Write, path, at + bytes);
            var written =
                fault is null ? bytes
                : fault.Value.IsHalfDone ? bytes / 2
                : 0;
            if (written > 0)
            {
                var code = SystemCalls(file)->Write(SystemFile(file), from, written, at);
                if (code != 0)
                    return code;
                disk.Did(DiskOp.Write, path, at, new ReadOnlySpan<byte>(from, written));
            }

            return fault?.Code ?? 0;
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Truncate(void* file, long size)
    {
        var (disk, path) = WatchOf(file);
        lock (disk)
        {
            if (disk.Meets(DiskOp.Truncate, path) is { } fault)
                return fault.Code;
            var code = SystemCalls(file)->Truncate(SystemFile(file), size);
            if (code == 0)
                disk.Did(DiskOp.Truncate, path, size);
            return code;
        }
    }

    // The machine's own disk is spared: what lasts is reckoned from what was asked for.
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Sync(void* file, int flags)
    {
        var (disk, path) = WatchOf(file);
        lock (disk)
        {
            var fault = disk.Meets(DiskOp.Sync, path);
            disk.Did(fault is null ? DiskOp.Sync : DiskOp.FailedSync, path);
            return fault?.Code ?? 0;
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Close(void* file)
    {
        GCHandle.FromIntPtr(((WatchedFile*)file)->Handle).Free();
        return SystemCalls(file)->Close(SystemFile(file));
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int FileSize(void* file, long* size) => SystemCalls(file)->FileSize(SystemFile(file), size);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Lock(void* file, int kind) => SystemCalls(file)->Lock(SystemFile(file), kind);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Unlock(void* file, int kind) => SystemCalls(file)->Unlock(SystemFile(file), kind);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int CheckReservedLock(void* file, int* held) =>
        SystemCalls(file)->CheckReservedLock(SystemFile(file), held);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int FileControl(void* file, int what, void* value) =>
        SystemCalls(file)->FileControl(SystemFile(file), what, value);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int SectorSize(void* file) => SystemCalls(file)->SectorSize(SystemFile(file));

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int DeviceCharacteristics(void* file) => SystemCalls(file)->DeviceCharacteristics(SystemFile(file));

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int ShmMap(void* file, int region, int bytes, int extend, void** at) =>
        SystemCalls(file)->ShmMap(SystemFile(file), region, bytes, extend, at);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int ShmLock(void* file, int offset, int n, int flags) =>
        SystemCalls(file)->ShmLock(SystemFile(file), offset, n, flags);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void ShmBarrier(void* file) => SystemCalls(file)->ShmBarrier(SystemFile(file));

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int ShmUnmap(void* file, int delete) => SystemCalls(file)->ShmUnmap(SystemFile(file), delete);

    private static Watch WatchOf(void* file) => (Watch)GCHandle.FromIntPtr(((WatchedFile*)file)->Handle).Target!;

    // The system's own file lies behind ours, and begins with its calls.
    private static void* SystemFile(void* file) => (WatchedFile*)file + 1;

    private static FileCalls* SystemCalls(void* file) => *(FileCalls**)SystemFile(file);

    [
        DllImport("e_sqlite3"),
        DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory)
    ]
    private static extern Vfs* sqlite3_vfs_find(nint name);

    [
        DllImport("e_sqlite3"),
        DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory)
    ]
    private static extern int sqlite3_vfs_register(Vfs* vfs, int makeDefault);

    private sealed record Watch(ADisk Disk, string Path);

    [StructLayout(LayoutKind.Sequential)]
    private struct WatchedFile
    {
        public FileCalls* Calls;
        public nint Handle;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Vfs
    {
        public int Version,
            FileBytes,
            LongestPath;
        public Vfs* Next;
        public nint Name,
            AppData;
        public delegate* unmanaged[Cdecl]<Vfs*, byte*, void*, int, int*, int> Open;
        public delegate* unmanaged[Cdecl]<Vfs*, byte*, int, int> Delete;

        // Taken over from the system's own as they are.
        public nint Access,
            FullPathname,
            DlOpen,
            DlError,
            DlSym,
            DlClose,
            Randomness,
            Sleep,
            CurrentTime,
            GetLastError,
            CurrentTimeInt64,
            SetSystemCall,
            GetSystemCall,
            NextSystemCall;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct FileCalls
    {
        public int Version;
        public delegate* unmanaged[Cdecl]<void*, int> Close;
        public delegate* unmanaged[Cdecl]<void*, void*, int, long, int> Read,
            Write;
        public delegate* unmanaged[Cdecl]<void*, long, int> Truncate;
        public delegate* unmanaged[Cdecl]<void*, int, int> Sync;
        public delegate* unmanaged[Cdecl]<void*, long*, int> FileSize;
        public delegate* unmanaged[Cdecl]<void*, int, int> Lock,
            Unlock;
        public delegate* unmanaged[Cdecl]<void*, int*, int> CheckReservedLock;
        public delegate* unmanaged[Cdecl]<void*, int, void*, int> FileControl;
        public delegate* unmanaged[Cdecl]<void*, int> SectorSize,
            DeviceCharacteristics;
        public delegate* unmanaged[Cdecl]<void*, int, int, int, void**, int> ShmMap;
        public delegate* unmanaged[Cdecl]<void*, int, int, int, int> ShmLock;
        public delegate* unmanaged[Cdecl]<void*, void> ShmBarrier;
        public delegate* unmanaged[Cdecl]<void*, int, int> ShmUnmap;
    }
}
