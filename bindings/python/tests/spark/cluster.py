"""A Spark cluster on this machine: a driver and executors that are processes of their own, with workers in Python."""

from __future__ import annotations

import json
import os
import pathlib
import signal
import sys
import time
import urllib.request
from concurrent.futures import Future
from typing import Any, NamedTuple

from pyspark.sql import DataFrame, SparkSession


class Loss(NamedTuple):
    """An executor that was killed at work."""

    executor: str
    stage: int
    done: int
    """Tasks of the stage that were done when it was killed."""
    tasks: int
    """All of them."""


class Cluster:
    """`local-cluster[executors, 1, 1024]`: as many executors, each a JVM of 1 GiB that runs one task at a time.

    `settings` are Spark's. One cluster at a time: a process has one session.
    """

    def __init__(self, executors: int, settings: dict[str, str] | None = None) -> None:
        # What the environment says of another Spark does not hold here.
        os.environ.pop("SPARK_HOME", None)
        os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
        os.environ["PYSPARK_PYTHON"] = os.environ["PYSPARK_DRIVER_PYTHON"] = sys.executable
        builder = (
            SparkSession.builder.master(f"local-cluster[{executors},1,1024]")
            .appName("dsnparse")
            .config("spark.executor.memory", "1g")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.pyspark.python", sys.executable)
            .config("spark.ui.port", "0")
            .config("spark.ui.liveUpdate.period", "0")
            .config("spark.ui.showConsoleProgress", "false")
            .config("spark.log.level", "ERROR")
        )
        for name, value in (settings or {}).items():
            builder = builder.config(name, value)
        self.spark = builder.getOrCreate()
        self._executors = executors
        self.wait_for_executors()

    def stop(self) -> None:
        self.spark.stop()

    def files(self, folder: pathlib.Path) -> DataFrame:
        return self.spark.read.format("binaryFile").option("recursiveFileLookup", True).load(str(folder))

    def executors(self) -> dict[str, dict[str, Any]]:
        """All there have been, by their ids, as Spark's REST interface tells of them."""
        return {each["id"]: each for each in self._ask("allexecutors") if each["id"] != "driver"}

    def failed_tasks(self, stage: int) -> list[dict[str, Any]]:
        tasks: list[dict[str, Any]] = self._ask(f"stages/{stage}/0/taskList?status=failed&length=1000000")
        return tasks

    def processes(self) -> dict[str, int]:
        """The processes of the executors that run, by the executors' ids."""
        driver = f"spark://CoarseGrainedScheduler@127.0.0.1:{self.spark.conf.get('spark.driver.port')}".encode()
        found = {}
        for entry in pathlib.Path("/proc").iterdir():
            try:
                words = (entry / "cmdline").read_bytes().split(b"\0") if entry.name.isdigit() else []
            except OSError:  # it has ended meanwhile
                continue
            if b"org.apache.spark.executor.CoarseGrainedExecutorBackend" in words and driver in words:
                found[words[words.index(b"--executor-id") + 1].decode()] = int(entry.name)
        return found

    def kill_executor_at_work(self, job: Future[Any]) -> Loss:
        """Kills the process of an executor that has a task of the job to do, when other tasks are done and others are left."""
        processes = self.processes()
        while not job.done():
            for executor, state in self.executors().items():
                if executor in processes and state["activeTasks"] > 0:
                    # Stopped, it cannot end its task, nor the job end without it, while we wait for the others.
                    os.kill(processes[executor], signal.SIGSTOP)
                    stage = self._stage_without(executor)
                    if stage is not None:
                        os.kill(processes[executor], signal.SIGKILL)
                        return Loss(executor, stage["stageId"], stage["numCompleteTasks"], stage["numTasks"])
                    os.kill(processes[executor], signal.SIGCONT)
            time.sleep(0.01)
        raise AssertionError("the job was over before an executor could be killed in the middle of it")

    def _stage_without(self, executor: str) -> dict[str, Any] | None:
        """The stage at work, as soon as other executors have done tasks of it. None: this executor has none to do after all."""
        for _ in range(600):
            time.sleep(0.1)
            if self.executors()[executor]["activeTasks"] == 0:
                return None
            for stage in self._ask("stages?status=active"):
                if 0 < stage["numCompleteTasks"] < stage["numTasks"]:
                    found: dict[str, Any] = stage
                    return found
        return None

    def _ask(self, what: str) -> Any:
        context = self.spark.sparkContext
        with urllib.request.urlopen(f"{context.uiWebUrl}/api/v1/applications/{context.applicationId}/{what}", timeout=60) as answer:
            return json.load(answer)

    def wait_for_executors(self) -> None:
        """Until all have come, also those in the place of lost ones; else the others would do the work of all."""
        for _ in range(1200):
            if sum(each["isActive"] for each in self.executors().values()) == self._executors:
                return
            time.sleep(0.1)
        raise AssertionError(f"{self._executors} executors were asked for; there are {self.executors()}")
