"""The words of ``commatch batch``."""

from __future__ import annotations

__all__ = ["BATCH_COMMAND_WORDS"]

BATCH_COMMAND_WORDS: dict[str, tuple[str, str]] = {
    "batch": (
        "一次做一个文件夹里所有社区的一个月：每个社区一份项目清单，另写一份汇总。",
        "Plan the month of every community of a folder: a project list for each, and a summary of all.",
    ),
    "batch.more": (
        "文件夹里的每个子文件夹（里面的工作簿合在一起）和每个工作簿，各是一个社区。一个社区做不成，不影响其余的；汇总里写明哪个、为什么。",
        "Each sub-folder (all its workbooks together) and each workbook in the folder is a community. One that can't be done never stops the rest; the summary says which and why.",
    ),
    "batch.option.folder": ("放着各社区的文件夹", "folder that holds the communities"),
    "batch.option.output": (
        "结果写到哪个文件夹，没有就新建；每个社区在里面有自己的文件夹",
        "folder for the results, made if it is not there; each community has a folder of its own in it",
    ),
    "batch.option.do": (
        "做哪些步骤，用逗号分开：check、match、notice、agenda、tasks、report；默认 match",
        "steps to do, with commas between: check, match, notice, agenda, tasks, report; by default match",
    ),
    "batch.option.jobs": (
        "几个进程同时做；默认和处理器核数一样，1 就只用这一个进程",
        "how many processes work at once; by default one for each core, with 1 this one alone",
    ),
    "batch.option.cluster": (
        "交给 Dask 集群做：调度器的地址，如 tcp://10.0.0.5:8786；要先装 commatch[cluster]",
        "let a Dask cluster do the work: its scheduler's address, such as tcp://10.0.0.5:8786; needs commatch[cluster]",
    ),
    "batch.option.resume": (
        "接着做：文件、设置、选项、版本都没变，结果也完好的社区不再做",
        "pass over communities whose files, settings, options and version are unchanged and whose results are whole",
    ),
    "batch.option.pool": (
        "整条街一起排：标了“可共享”的能人、单位、场地也可以给别的社区用；每个社区单独能办的照样都办",
        "one plan for all: helpers, units and venues marked as shared may serve other communities; whatever a community can serve alone is served",
    ),
    "batch.option.force": (
        "结果写出后被人改过的也覆盖；默认不动它，新的加编号",
        "replace results that somebody has changed; by default they are kept, and other results numbered",
    ),
    "batch.option.timeout": (
        "最多做多久，如 90m、6h（s 秒、m 分、h 小时）；到时间就停，做好了的都是完整的",
        "how long it may take, such as 90m or 6h (s, m, h); it stops then, and what is done is whole",
    ),
    "batch.checked": ("检查-{month}", "checked-{month}"),
    "meta.span": ("时长", "SPAN"),
    "meta.steps": ("步骤", "STEPS"),
    "meta.address": ("地址", "ADDRESS"),
    "exit.batch.0": ("每个社区都做好了", "every community is done"),
    "exit.batch.1": ("commatch 自己的错误，请报告", "a bug of commatch; please report it"),
    "exit.batch.2": (
        "命令写错了，没有这个文件夹，或里面没有社区",
        "wrong usage, no such folder, or no community in it",
    ),
    "exit.batch.3": ("设置文件有错误，什么也没做", "errors in the settings file; nothing was done"),
    "exit.batch.6": (
        "结果的文件夹建不了，或汇总写不了",
        "the folder of the results can't be made, or the summary can't be written",
    ),
    "exit.batch.7": ("有社区没做好，其余的都做好了", "some communities failed; the rest is done"),
    "exit.batch.8": (
        "另一次运行正在往同一个结果文件夹里写，什么也没做",
        "another run is writing into the same folder of results; nothing was done",
    ),
    "exit.batch.9": (
        "到了 --timeout 的时间，有社区还没做；做好了的都是完整的",
        "the time of --timeout was up before all communities were done; those done are whole",
    ),
    "exit.batch.130": ("被 Ctrl-C 或 SIGTERM 中断", "interrupted by Ctrl-C or SIGTERM"),
    "usage.bad_step": (
        "--do 只能是 {known}，不是“{value}”",
        "--do is some of {known}, not '{value}'",
    ),
    "usage.bad_jobs": (
        "--jobs 要写 1 以上的整数，不是“{value}”",
        "--jobs takes a whole number from 1 on, not '{value}'",
    ),
    "usage.bad_timeout": (
        "--timeout 要写 90s、30m、6h 这样的时长，不是“{value}”",
        "--timeout takes a span such as 90s, 30m or 6h, not '{value}'",
    ),
    "usage.no_communities": (
        "{path} 里没有社区：既没有子文件夹，也没有工作簿",
        "there is no community in {path}: neither a sub-folder nor a workbook",
    ),
    "usage.folder_itself": (
        "结果不能写进放社区的文件夹本身，也不能写进一个社区的文件夹：{path}；换一个",
        "the results can't go into the folder of the communities itself, nor into that of one of them: {path}; name another",
    ),
    "usage.no_look": ("没有权限看文件夹 {path}", "no permission to look into the folder {path}"),
    "usage.no_cluster": (
        "--cluster 要用 dask 和 distributed，这里没有装；装法：pip install 'commatch[cluster]'",
        "--cluster needs dask and distributed, which are not installed; install them with pip install 'commatch[cluster]'",
    ),
    "usage.no_scheduler": (
        "连不上 {address} 的 Dask 调度器；看看地址对不对，它有没有在运行",
        "no Dask scheduler answers at {address}; is the address right, and does it run?",
    ),
    "usage.no_workers": (
        "{address} 的 Dask 集群里没有工作进程；先启动它们",
        "the Dask cluster at {address} has no workers; start some first",
    ),
    "batch.title": ("{count} 个社区，做好了 {whole} 个", "{count:community|communities}, {whole} done"),
    "batch.resumed": ("其中 {count} 个以前做过，没有变，没有再做", "{count} of them unchanged and done before"),
    "batch.served": (
        "{planned} 条需求，配上 {served} 条，没配上 {unserved} 条",
        "{planned:need|needs}: {served} served, {unserved} unserved",
    ),
    "batch.failed": ("{count} 个社区没做好", "{count:community|communities} failed"),
    "batch.failed.item": ("{name}：{message}（退出码 {code}）", "{name}: {message} (exit code {code})"),
    "batch.kept": (
        "{count} 个文件没有动：有人改过、正开着，或是这个月的另一份清单",
        "{count:file was|files were} left alone: changed by somebody, open in another program, or another list of the month",
    ),
    "batch.kept.force": (
        "{count} 个文件没有动：有人改过、正开着，或是这个月的另一份清单（要换掉改过的，加 --force）",
        "{count:file was|files were} left alone: changed by somebody, open in another program, or another list of the month (--force replaces what was changed)",
    ),
    "batch.sharing": (
        "共享多办 {gained} 件（单独 {alone} 件，共享 {shared} 件），借用 {loans} 次；因共享变差的社区 {worse} 个",
        "Sharing serves {gained} more (alone {alone}, shared {shared}) with {loans:loan|loans}; communities worse off: {worse}",
    ),
    "batch.absent": (
        "这次没有给、结果文件夹里还有这个月清单的社区（以前和它们约定的借用不再作数）",
        "Not among those planned, but with a list of the month among the results (loans agreed with them hold no more)",
    ),
    "batch.aside": ("没有用的文件（不是工作簿，或者是项目清单）", "Files left aside: no workbooks, or project lists"),
    "batch.files": ("写出的汇总", "Summary written"),
    "batch.results": ("各社区的结果在 {path}", "The communities' results are in {path}"),
    "batch.next.failed": (
        "改好没做好的社区，{again}，只做没做好的",
        "Correct those that failed and {again}, which does those alone",
    ),
    "batch.next.street": (
        "改好没做好的社区，{again}，把整条街重做",
        "Correct those that failed and {again}, which does the whole street again",
    ),
    "batch.next.unwritten": (
        "写不了文件的，照它那一行说的腾出空间、给写入权限或换名字，{again}",
        "Where files can't be written make room, give the right or free the name, as its line says, and {again}",
    ),
    "batch.again": ("用同样的命令加 --resume 再运行一次", "run the same with --resume"),
    "batch.again.file": (
        "在设置文件里写上 resume = true，再运行一次",
        "run again with resume = true in the settings file",
    ),
    "batch.again.resumed": ("再运行一次", "run again"),
    "batch.next.open": (
        "打开 {file}，先看“概览”和“社区”",
        "Open {file}: see the overview and the sheet of communities",
    ),
    "batch.interrupted": (
        "已中断：做好了 {done}/{count} 个社区，都是完整的；{again}，接着做",
        "Interrupted: {done} of {count} communities are done, and whole; {again} to go on",
    ),
    "batch.timed_out": (
        "时间到了：做好了 {done}/{count} 个社区，都是完整的；{again}，接着做",
        "Time was up: {done} of {count} communities are done, and whole; {again} to go on",
    ),
    "batch.no_summary": ("汇总没有写出：{message}", "The summary was not written: {message}"),
    "batch.line": ("{name}：{what}", "{name}: {what}"),
    "batch.line.served": ("配上 {served}/{planned}", "{served} of {planned} served"),
    "batch.line.done": ("做好了", "done"),
    "batch.line.resumed": ("没有变，不再做", "unchanged, not done again"),
    "batch.rate": ("每分钟 {rate} 个", "{rate} a minute"),
    "batch.left": ("还要 {left}", "{left} left"),
}
"""Words by key, in Chinese and English."""
